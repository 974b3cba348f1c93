"""Phrases of errors about files: their kind, size and syntax."""

from __future__ import annotations

SENTENCES = {
    "a_household_file": "a household file in TOML (megaroth init writes one)",
    "a_figures_file": "a file of published figures in TOML (docs/published_figures.md)",
    "a_reform_file": "a reform in TOML (docs/reform_file.md)",
    "a_question": "a question",
    "a_directory": "a directory",
    "directory_or_device": "a directory or device",
    "no_such_file": "no such file",
    "neither_file_nor_directory": "neither a file nor a directory",
    "unreadable_file": "a file that cannot be read ({reason})",
    "more_bytes_than": "more than {most} bytes",
    "binary_data": "binary data",
    "not_utf_8": "bytes that are not UTF-8",
    "utf_8_text": "UTF-8 text",
    "so_many_characters": "{count} characters",
    "within_size": "{what} of at most {most}",
    "lone_surrogate": "half of a character (a lone surrogate)",
    "so_many_keys_and_values": "about {count} keys and values",
    "with_some_hundred": "{what}, which has some hundred",
    "key_of_many_parts": "a key of too many parts",
    "dots_in_a_key": "at most {most} dots in a key",
    "beyond_reason": "text nested or numbers written beyond reason",
    "valid_toml": "valid TOML[ ({what})]",
    "end_of_the_file": "the end of the file",
    "nested_too_deep": "tables nested more than {most} deep",
    "table_of_many_keys": "a table of {count} keys",
    "at_most_keys": "at most {most} keys",
    "list_of_many": "a list of {count}",
    "at_most_of_them": "at most {most} of them",
    "too_many_digits": "a number of too many digits",
    "at_most_18_digits": "a number of at most 18 digits",
    "folder_that_is_there": "a folder that is there; {missing} is not",
    "folder_that_can_be_written": "a folder that can be written; {other} cannot",
    "folder_that_can_be_opened": "a folder that can be opened",
    "folder_in_use": "a folder that another megaroth has open",
    "folder_of_its_own": (
        "a folder of its own, or the page that is open already (to open it here, stop the other "
        "one first)"
    ),
    "inflexible_tables": "tables that cannot be changed one by one",
    "plain_tables": "a plain table for each table",
    "name_without_nul": "a file name, which has no NUL",
    "file_to_write": "a file to write",
    "writable_file": "a file that can be written",
}
