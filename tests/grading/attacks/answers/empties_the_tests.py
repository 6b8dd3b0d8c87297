"""Lets IPython turn every later cell into nothing, by its source and by its syntax tree.

mark: 0
"""
import ast

shell = get_ipython()
shell.input_transformers_cleanup.append(lambda lines: ["pass\n"])


class Nothing(ast.NodeTransformer):
    def visit_Module(self, node):
        return ast.Module([], [])


shell.ast_transformers.append(Nothing())
shell.run_cell = shell.run_code = lambda *args, **kwargs: None
