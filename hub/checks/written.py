"""The rules of written pages and of what lies beside them. `hub.written_pages` enforces them."""

from hub.checks.rules import reading_rule

reading_rule(
    "html-page",
    "A file that a browser shows as a page",
    "Written pages are Markdown. A file of HTML or XML in `docs/` would be published as it stands: without the frame "
    "of the site, and without the policy by which every page keeps scripts and pictures of others out.",
    failing="docs/en/visits.html",
    passing="docs/en/visits.md",
)
reading_rule(
    "page-not-in-nav",
    "A page that the navigation does not name",
    "Readers find a written page through the sections of the site. Every page is named below `nav:` in `mkdocs.yml`, "
    "and in `mkdocs.es.yml` for Spanish; a page that Spanish lacks is shown there in English and needs its line too.",
    failing="docs/en/visits.md   # and no line of `nav:` names visits.md",
    passing="  - Visits: visits.md   # below `nav:` in mkdocs.yml",
)
reading_rule(
    "nav-page-missing",
    "The navigation names a page that is not there",
    "A line below `nav:` in `mkdocs.yml` or `mkdocs.es.yml` names a page that `docs/` does not hold.",
    failing="  - Visits: visit.md   # and the page is docs/en/visits.md",
    passing="  - Visits: visits.md",
)
reading_rule(
    "page-field",
    "A field that a written page has not",
    "The front matter of a page has a few fields, each in one form. The engine knows others: they choose another "
    "template, lead readers elsewhere, or are written into the page as they stand.",
    failing="---\ntitle: Visits\ntemplate: redirect.html\n---\n",
    passing="---\ntitle: Visits\ndescription: How to see a lesson.\n---\n",
)
reading_rule(
    "active-html",
    "HTML that would run something, or change how the page looks",
    "A written page holds words. Scripts, styles, frames, forms and addresses that run a script have no place in it: "
    "browsers of the readers refuse them, and who reviews a page could miss them. To show such HTML as an example, put "
    "it between lines of three backticks.",
    failing="# Visits\n\n<script>start()</script>\n",
    passing="# Visits\n\n```html\n<script>start()</script>\n```\n",
)
reading_rule(
    "active-drawing",
    "A drawing that is more than shapes",
    "A browser opens a drawing (SVG) like a page when somebody asks for it alone, and runs the scripts in it. Drawings "
    "of this site hold shapes and text only.",
    failing='<svg xmlns="http://www.w3.org/2000/svg"><script>start()</script></svg>',
    passing='<svg xmlns="http://www.w3.org/2000/svg"><title>A circle</title><circle r="9"/></svg>',
)
reading_rule(
    "foreign-picture",
    "A picture of another site",
    "Whoever opened the page would ask that other site for the picture and so tell it what they read, and the picture "
    "could change or go. Pages show only files of this site; anything else can be linked to.",
    failing="# Visits\n\n![Two teachers at a table](https://example.org/teachers.png)\n",
    passing="# Visits\n\n![Two teachers at a table](assets/images/teachers.png)\n",
)
