"""MkDocs' build events, named by `hooks:` in mkdocs.yml and handed on to govmedia.pages.shell.

Not to be confused with the folder hooks/, which holds the compliance rules.
"""

from govmedia.pages.shell import Shell

_shell = Shell()

on_config = _shell.on_config
on_files = _shell.on_files
on_post_page = _shell.on_post_page
on_post_template = _shell.on_post_template
on_post_build = _shell.on_post_build
on_build_error = _shell.on_build_error
