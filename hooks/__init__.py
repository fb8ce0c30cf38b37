"""All rules, in the order of the law: the table of contents of what must be. These are compliance rules, not MkDocs hooks."""

from govmedia.hooks import well_formed

RULES = (well_formed.RULE,)
