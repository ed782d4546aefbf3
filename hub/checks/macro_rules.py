"""The rules of macro calls in written pages, for the rule reference. `hub.written_pages` enforces them; each example is
the text of a page, which a test reads.
"""

from hub.checks.rules import reading_rule

reading_rule(
    "macro-unknown",
    "A macro of this name does not exist",
    "The macro reference lists every macro. The message names the nearest one.",
    failing="{{ recource_table() }}\n",
    passing="{{ resource_table() }}\n",
)
reading_rule(
    "macro-field-unknown",
    "The macro has no field of this name",
    "Every macro takes only the fields that the macro reference lists for it, so that a slip is not silently ignored.",
    failing='{{ resource_table(topics="assessment") }}\n',
    passing='{{ resource_table(topic="assessment") }}\n',
)
reading_rule(
    "macro-field-missing",
    "The macro needs a field that is not there",
    "Some macros cannot know what to show without being told. The message names the field.",
    failing="{{ module_sequence() }}\n",
    passing='{{ module_sequence(parent="assessment-modules-3d") }}\n',
)
reading_rule(
    "macro-field-repeated",
    "The same field is given twice",
    "Only one of the two values could be used, and nobody would know which.",
    failing='{{ term_index(facet="topics", facet="type") }}\n',
    passing='{{ term_index(facet="topics") }}\n',
)
reading_rule(
    "macro-needs-names",
    "A macro takes its values by name",
    "A name before each value tells the next editor what it means.",
    failing='{{ module_sequence("assessment-modules-3d") }}\n',
    passing='{{ module_sequence(parent="assessment-modules-3d") }}\n',
)
reading_rule(
    "macro-bad-value",
    "A value of the wrong kind",
    "Texts and ids stand in quotes, numbers do not, and true and false are words of their own.",
    failing='{{ recently_added(limit="5") }}\n',
    passing="{{ recently_added(limit=5) }}\n",
)
reading_rule(
    "macro-term-unknown",
    "The value is not one of the words that the field knows",
    "Terms and ids come from the lists in `content/`. A word that no list has would show an empty page for ever.",
    failing='{{ term_index(facet="topic") }}\n',
    passing='{{ term_index(facet="topics") }}\n',
)
reading_rule(
    "macro-not-constant",
    "A value that would have to be computed",
    "Pages hold words, not programs: every value is a text in quotes, a number, true or false.",
    failing='{{ term_index(facet="top" ~ "ics") }}\n',
    passing='{{ term_index(facet="topics") }}\n',
)
reading_rule(
    "macro-not-a-call",
    "Something other than a macro call between the marks",
    "Statements, variables, includes and filters could run code while the site is built. Written pages use macro calls "
    "only. To show such marks as text, put them between `{% raw %}` and `{% endraw %}`.",
    failing="{{ config.site_name }}\n",
    passing="{% raw %}{{ config.site_name }}{% endraw %}\n",
)
reading_rule(
    "macro-syntax",
    "The macro cannot be read",
    "A bracket, a quote or the end mark is missing, or the page shows such marks as text without saying so.",
    failing='{{ term_index(facet="topics" }}\n',
    passing='{{ term_index(facet="topics") }}\n',
)
reading_rule(
    "macro-own-line",
    "A list or table inside other text",
    "Most macros draw a block, which cannot stand inside a sentence or a list. `counts` and `record_link` can.",
    failing="All of it: {{ resource_index() }}\n",
    passing="All of it:\n\n{{ resource_index() }}\n",
)
reading_rule(
    "macro-in-code",
    "A macro is called inside code",
    "Macros are read everywhere in a page, in code too, and what they draw would be shown as its source. To show a "
    "call as text, put it between `{% raw %}` and `{% endraw %}`.",
    failing="```\n{{ resource_index() }}\n```\n",
    passing="```\n{% raw %}{{ resource_index() }}{% endraw %}\n```\n",
)
reading_rule(
    "macro-in-front-matter",
    "A macro, or a name of one, in the front matter",
    "The lines above a page hold its title and description as plain words. They cannot call macros, turn them off or "
    "take their names.",
    failing='---\ntitle: "{{ counts() }}"\n---\n\n# Title\n',
    passing="---\ntitle: What the hub holds\n---\n\n# Title\n",
)
reading_rule(
    "macro-slot-by-hand",
    "A slot is written by hand",
    "A macro leaves a slot, which is checked and filled later. One that is written by hand would be checked by nobody.",
    failing='<div class="hub-slot" data-hub-view="matrix" data-hub-query="{}"></div>\n',
    passing="{{ matrix() }}\n",
)
reading_rule(
    "macro-page-unreadable",
    "The page is not a text in UTF-8",
    "A page in another encoding shows wrong letters, or none.",
    failing="(a page saved as Latin-1 or UTF-16)",
    passing="# A page saved as UTF-8\n",
)
