"""Every reason that a report can give, in words: the code, and the sentence with its placeholders.

Codes are permanent: tests, the page in the browser and other programs know them. The sentences are translated.
"""

from __future__ import annotations

from hub.words import N_

OUTCOMES = {
    "present": N_("present"),
    "nearly": N_("nearly (it counts as there)"),
    "missing": N_("missing"),
    "person": N_("a person must look"),
}
OVERALL = {
    "complete": N_("The letter is complete."),
    "incomplete": N_("The letter is not complete."),
    "person": N_("A person must look at the letter."),
}
LEAD_IN = N_("The words before the goals")
WHOLE_LETTER = N_("The letter as a whole")
LINE = N_("line {number}")
PASTE = N_("Text to paste:")
DIFFERENCE = N_("the call prints “{wanted}”, the letter has “{found}”")

REASONS = {
    # The letterhead.
    "letterhead-not-there": N_("No letterhead names the organization at the top of the letter."),
    "letterhead-other-name": N_("The letterhead “{found}” does not name {wanted}."),
    "letterhead-names-another": N_("At the top of the letter stands “{found}”, and not {wanted}."),
    # The date.
    "date-beside-text": N_("The day “{found}” stands in the fields above the letter; the letter itself is not dated."),
    "date-not-there": N_("The letter has no date."),
    "date-impossible": N_("“{found}” is no day of the calendar."),
    "date-in-future": N_("“{found}” is still to come."),
    "date-in-part": N_("“{found}” does not say the day."),
    "date-ambiguous": N_("“{found}” can mean two days: write the month as a word."),
    "dates-disagree": N_("Two dates disagree: “{wanted}” and “{found}”."),
    # Descriptions.
    "description-not-there": N_("No passage speaks of this."),
    "description-in-part": N_("The letter touches this, and no one passage says all of it (such as: {wanted})."),
    "description-in-doubt": N_("This may deny it or leave it open: “{found}”"),
    # The goals.
    "lead-in-not-there": N_("Nothing before the goals says whose they are: “{wanted}”"),
    "lead-in-denied": N_("The words before the goals deny them: “{found}”."),
    "goal-not-there": N_("This goal is not in the letter."),
    "goal-changed": N_("Other words change what the goal says: “{found}”."),
    "goal-narrowed": N_("The words behind it narrow the goal: “{found}”."),
    "goal-denied": N_("The sentence denies the goal: “{found}”."),
    "goal-hedged": N_("This only considers or hopes for the goal: “{found}”."),
    "goal-with-condition": N_("The sentence adds a condition or an exception: “{found}”."),
    "goal-reworded": N_("This seems to say the goal in other words: “{found}”."),
    # The pledge.
    "pledge-not-there": N_("The words of the pledge are not in the letter."),
    "pledge-changed": N_("Other words change what the pledge says: “{found}”."),
    "pledge-denied": N_("This denies the pledge: “{found}”."),
    "pledge-hedged": N_("This does not commit, it only considers or hopes: “{found}”."),
    "pledge-placeholder": N_("The name of the organization was not filled in: “{found}”."),
    "pledge-without-name": N_("The pledge does not name {wanted}: “{found}”."),
    "pledge-other-name": N_("The pledge is not in the name of {wanted}: “{found}”."),
    "pledge-look-alike": N_("“{found}” has letters of another script that only look like those of {wanted}."),
    "pledge-of-asker": N_("The pledge is in the name of those who ask for it, not of {wanted}: “{found}”."),
    "pledge-of-a-part": N_("The pledge is in the name of a part of the organization: “{found}”."),
    "pledge-of-several": N_("The pledge is in several names: “{found}”."),
    "pledge-with-condition": N_("The sentence of the pledge adds a condition or an exception: “{found}”."),
    "pledge-condition-elsewhere": N_("Another sentence makes the pledge depend on something: “{found}”"),
    "pledge-taken-back": N_("Another sentence takes the pledge back: “{found}”"),
    "pledge-goes-on": N_("The pledge goes on with words that are not printed: “{found}”."),
    "pledge-as-question": N_("The pledge is a question."),
    "pledge-reworded": N_("This seems to say the pledge in other words: “{found}”."),
    "short-name-not-introduced": N_("The letter does not say that “{found}” is {wanted}."),
    "organization-unknown": N_("Nobody has said whose letter this is, so the name in the pledge cannot be compared."),
    # The signature.
    "signature-without-name": N_("Nobody is named as signing."),
    "signature-without-title": N_("The title of the person who signs is not there."),
    "signature-placeholder": N_("This was not filled in: “{found}”."),
    "signers-disagree": N_("Two names disagree: “{wanted}” and “{found}”."),
    "titles-disagree": N_("Two titles disagree: “{wanted}” and “{found}”."),
    "signer-beside-text": N_("“{found}” stands in the fields above the letter; below the letter stands no name."),
    "title-beside-text": N_("The title “{found}” stands in the fields above the letter; the letter itself has none."),
    "signed-for-another": N_("This says that somebody signs for another: “{found}”."),
    "title-not-senior": N_("“{found}” is not among the offices that the call names."),
    "hidden-words": N_("The words stand in the file where no reader sees them: in code, a comment or struck out."),
    # Doubts.
    "summary-not-accepted": N_(
        "The fields say that this is a summary and not the letter itself. Only the hub's editors write one: they"
        " compare it with the letter, and accept it."
    ),
    "draft": N_("This says that the letter is a draft: “{found}”."),
    "placeholder-left": N_("This was not filled in: “{found}”."),
    "lorem-ipsum": N_("This is filler text: “{found}”."),
    "automatic-reader": N_("This speaks to an automatic reader: “{found}”."),
    "personal-details": N_("This may be a private detail of a child or of staff: “{found}”."),
    "look-alike-letters": N_("“{found}” mixes letters of two scripts that look alike."),
    "second-letter": N_("There is another letter of this organization to this call: {other}."),
    # Notes.
    "after-deadline": N_("The letter is dated {date}, after the last day as printed, {closed}."),
    "before-opening": N_("The letter is dated {date}, before the first day, {opened}."),
    "contact-details": N_("A telephone number or mail address is in the letterhead or signature: “{found}”."),
    "not-read-code": N_("Some text is code, or indented by four spaces, and is not read as part of the letter."),
    "not-read-struck": N_("Some text is struck out and is not read as part of the letter."),
    "not-read-html": N_("Some text is HTML or a comment and is not read as part of the letter."),
    "not-read-picture": N_("The words for a picture are not read as part of the letter."),
    "not-read-page": N_("The number of a page stands between the lines and is not read as part of the letter."),
    "organization-guessed": N_("Nobody has said whose letter this is; it was read as that of {found}."),
}
