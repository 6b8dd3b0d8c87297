"""The files here are handed in, not collected."""

collect_ignore_glob = ["*"]
