"""What stands here is handed in by test_attacks.py, not collected."""

collect_ignore_glob = ["*"]
