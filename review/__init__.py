"""What a pull request changes on the site, for the person who reviews it: a report, pictures of pages, the site itself.

The workflow `check` builds the site as it is and as it would be and runs `python -m review.report`.
"""
