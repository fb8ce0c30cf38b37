"""MkDocs' build events, named by `hooks:` in mkdocs.yml and handed on to govmedia.pages.shell.

Not to be confused with the folder hooks/, which holds the compliance rules. `mkdocs build` and `mkdocs serve` by themselves
make the public site of the repository as of `govmedia.scripts.sitedata.default_moment`, like `govmedia build` without options.
"""

from govmedia.pages.shell import Shell
from govmedia.scripts.sitedata import public_site

_shell = Shell(public_site)

on_config = _shell.on_config
on_files = _shell.on_files
on_post_page = _shell.on_post_page
on_post_template = _shell.on_post_template
on_post_build = _shell.on_post_build
on_serve = _shell.on_serve
on_build_error = _shell.on_build_error
