"""One hundred lines people type after /delegate, for tuning the parser.

Spoken on Wednesday 25 November 2026, 10:00 in New York by Olivia (9:00-17:00, Monday to Friday, US holidays).
A row is the line and what a careful assistant understands; a missing key means the line does not say it.
"""

# ruff: noqa: E501

PHRASES: list[tuple[str, dict[str, object]]] = [
    # One-offs
    (
        "@ana Draft a 900-word post about remote hiring by Fri 4pm ~3h done when: two quotes, one chart",
        {
            "people": ["ana"],
            "outcome": "Draft a 900-word post about remote hiring",
            "due": "2026-11-27T16:00",
            "effort": 180,
            "done_when": "two quotes, one chart",
        },
    ),
    ("@ben refund order 5512 by tmrw", {"people": ["ben"], "outcome": "refund order 5512", "due": "2026-11-26T17:00"}),
    (
        "@gil call the landlord abt the heating, due monday",
        {"people": ["gil"], "outcome": "call the landlord abt the heating", "due": "2026-11-30T17:00"},
    ),
    (
        "anyone Water the plants in the studio before noon",
        {"people": ["anyone"], "outcome": "Water the plants in the studio", "due": "2026-11-25T12:00"},
    ),
    (
        "@ana or @ben Translate the welcome email until 3 Dec",
        {"people": ["ana", "ben"], "outcome": "Translate the welcome email", "due": "2026-12-03T17:00"},
    ),
    (
        "!high @pat order new name badges on 12 Dec",
        {"people": ["pat"], "outcome": "order new name badges", "due": "2026-12-12T17:00", "priority": "high"},
    ),
    (
        "@gil Prepare the tax folder in 3 business days",
        {"people": ["gil"], "outcome": "Prepare the tax folder", "due": "2026-12-01T17:00"},
    ),
    (
        "@olivia Approve the holiday rota by end of next week",
        {"people": ["olivia"], "outcome": "Approve the holiday rota", "due": "2026-12-04T17:00"},
    ),
    (
        "@pat urgent: unblock Rosa's account by 2pm",
        {"people": ["pat"], "outcome": "unblock Rosa's account", "due": "2026-11-25T14:00", "priority": "high"},
    ),
    (
        "Compile the list of speakers by Tue, about half a day, @ana",
        {"people": ["ana"], "outcome": "Compile the list of speakers", "due": "2026-12-01T17:00", "effort": 240},
    ),
    (
        "@ben Resize the hero images, takes 90 min, by Friday",
        {"people": ["ben"], "outcome": "Resize the hero images", "due": "2026-11-27T17:00", "effort": 90},
    ),
    (
        "@ana ~45m proofread chapter 3, low priority",
        {"people": ["ana"], "outcome": "proofread chapter 3", "effort": 45, "priority": "low"},
    ),
    ("@gil Fix the printer asap", {"people": ["gil"], "outcome": "Fix the printer", "priority": "high"}),
    (
        "@pat Write alt texts for the shop photos by Mon 10am done when: every photo has one",
        {
            "people": ["pat"],
            "outcome": "Write alt texts for the shop photos",
            "due": "2026-11-30T10:00",
            "done_when": "every photo has one",
        },
    ),
    (
        "@ben Clean up the CRM tags playbook: CRM hygiene",
        {"people": ["ben"], "outcome": "Clean up the CRM tags", "playbook": "CRM hygiene"},
    ),
    (
        "by Fri noon @ana send me the hotel options",
        {"people": ["ana"], "outcome": "send me the hotel options", "due": "2026-11-27T12:00"},
    ),
    (
        "due tomorrow 15:30 @gil upload the signed lease",
        {"people": ["gil"], "outcome": "upload the signed lease", "due": "2026-11-26T15:30"},
    ),
    ("Sign the NDA today", {"outcome": "Sign the NDA", "due": "2026-11-25T17:00"}),
    (
        "@pat Collect quotes from three printers by EOD Friday",
        {"people": ["pat"], "outcome": "Collect quotes from three printers", "due": "2026-11-27T17:00"},
    ),
    (
        "@ana outline the onboarding course by end of week, 2h",
        {"people": ["ana"], "outcome": "outline the onboarding course", "due": "2026-11-27T17:00", "effort": 120},
    ),
    (
        "@ben Check the backup logs in 2 hours",
        {"people": ["ben"], "outcome": "Check the backup logs", "due": "2026-11-25T12:00"},
    ),
    (
        "@gil Renew the parking permit by the 15th",
        {"people": ["gil"], "outcome": "Renew the parking permit", "due": "2026-12-15T17:00"},
    ),
    (
        "@pat Book the venue by Dec 1st, done when the deposit is paid",
        {"people": ["pat"], "outcome": "Book the venue", "due": "2026-12-01T17:00", "done_when": "the deposit is paid"},
    ),
    (
        "@ana Record the intro video by 2026-12-04 14:00",
        {"people": ["ana"], "outcome": "Record the intro video", "due": "2026-12-04T14:00"},
    ),
    (
        "@ben test the refund form by 12/15",
        {"people": ["ben"], "outcome": "test the refund form", "due": "2026-12-15T17:00"},
    ),
    ("anyone: restock the coffee, 20 min", {"people": ["anyone"], "outcome": "restock the coffee", "effort": 20}),
    (
        "whoever: pick up the parcel by 4pm",
        {"people": ["anyone"], "outcome": "pick up the parcel", "due": "2026-11-25T16:00"},
    ),
    (
        "@gil to chase the unpaid invoices by next Monday",
        {"people": ["gil"], "outcome": "chase the unpaid invoices", "due": "2026-11-30T17:00"},
    ),
    (
        "@ana Summarize the survey, 1.5 h, no later than Tuesday",
        {"people": ["ana"], "outcome": "Summarize the survey", "due": "2026-12-01T17:00", "effort": 90},
    ),
    (
        "@pat Post the job ad by Fri 5pm Manila time",
        {"people": ["pat"], "outcome": "Post the job ad", "due": "2026-11-27T17:00", "zone": "Asia/Manila"},
    ),
    (
        "@ana Send the raw footage by Mon 9am her time",
        {"people": ["ana"], "outcome": "Send the raw footage", "due": "2026-11-30T09:00", "zone": "Asia/Manila"},
    ),
    (
        "@ben Migrate the blog by end of month, takes 2 days",
        {"people": ["ben"], "outcome": "Migrate the blog", "due": "2026-11-30T17:00", "effort": 960},
    ),
    (
        "@gil draft a reply to the lawyer by the day after tomorrow",
        {"people": ["gil"], "outcome": "draft a reply to the lawyer", "due": "2026-11-27T17:00"},
    ),
    (
        "@pat Cancel the old phone plan in two weeks",
        {"people": ["pat"], "outcome": "Cancel the old phone plan", "due": "2026-12-09T17:00"},
    ),
    (
        "@ana Ask @ben for the logo files by Thu",
        {"people": ["ana"], "outcome": "Ask @ben for the logo files", "due": "2026-11-26T17:00"},
    ),
    (
        "@ben Get the contract signed by Rosa by Fri",
        {"people": ["ben"], "outcome": "Get the contract signed by Rosa", "due": "2026-11-27T17:00"},
    ),
    (
        "@pat Sketch the Monday standup slides by Friday 3pm",
        {"people": ["pat"], "outcome": "Sketch the Monday standup slides", "due": "2026-11-27T15:00"},
    ),
    (
        "@gil Pay the bill that is due on 30 Nov by tomorrow noon",
        {"people": ["gil"], "outcome": "Pay the bill that is due on 30 Nov", "due": "2026-11-26T12:00"},
    ),
    (
        "@ana Rewrite the weekly report template by 8 December",
        {"people": ["ana"], "outcome": "Rewrite the weekly report template", "due": "2026-12-08T17:00"},
    ),
    (
        "@ben Sort the high priority bugs by owner by Monday",
        {"people": ["ben"], "outcome": "Sort the high priority bugs by owner", "due": "2026-11-30T17:00"},
    ),
    (
        "@olivia Move the Thursday demo to the big room",
        {"people": ["olivia"], "outcome": "Move the Thursday demo to the big room"},
    ),
    (
        "@pat Archive the emails sent before 1 October",
        {"people": ["pat"], "outcome": "Archive the emails sent before 1 October"},
    ),
    (
        "@gil Prepare a 2-hour workshop on pricing by 11 Dec",
        {"people": ["gil"], "outcome": "Prepare a 2-hour workshop on pricing", "due": "2026-12-11T17:00"},
    ),
    (
        "@ana Cut the podcast, priority: high, deadline Thursday 6pm",
        {"people": ["ana"], "outcome": "Cut the podcast", "due": "2026-11-26T18:00", "priority": "high"},
    ),
    (
        "@ben Update the FAQ in 3 languages !low within 5 business days",
        {"people": ["ben"], "outcome": "Update the FAQ in 3 languages", "due": "2026-12-03T17:00", "priority": "low"},
    ),
    (
        "somebody from the team: test the new login, half an hour, done when: all three browsers work",
        {"people": ["anyone"], "outcome": "test the new login", "effort": 30, "done_when": "all three browsers work"},
    ),
    (
        "@pat Design the thank-you card. Due Friday. About an hour. Done when: print-ready PDF is in Drive",
        {
            "people": ["pat"],
            "outcome": "Design the thank-you card",
            "due": "2026-11-27T17:00",
            "effort": 60,
            "done_when": "print-ready PDF is in Drive",
        },
    ),
    (
        "Email every customer about the new terms by Wednesday next week",
        {"outcome": "Email every customer about the new terms", "due": "2026-12-02T17:00"},
    ),
    (
        "@ana or @gil edit the interview with May by Mon 11:30 ~1h30",
        {"people": ["ana", "gil"], "outcome": "edit the interview with May", "due": "2026-11-30T11:30", "effort": 90},
    ),
    (
        "@pat Send the VAT return by 4/12",
        {"people": ["pat"], "outcome": "Send the VAT return", "due": "2026-12-04T17:00", "locale": "en_GB"},
    ),
    (
        "@gil Book a van by Friday week",
        {"people": ["gil"], "outcome": "Book a van", "due": "2026-12-04T17:00", "locale": "en_GB"},
    ),
    (
        "@ben Angebot an Müller schicken bis 3.12.",
        {"people": ["ben"], "outcome": "Angebot an Müller schicken", "due": "2026-12-03T17:00", "locale": "de"},
    ),
    (
        "@ana Artikel über Kaffee schreiben bis Freitag 16 Uhr, ca. 2 Std.",
        {
            "people": ["ana"],
            "outcome": "Artikel über Kaffee schreiben",
            "due": "2026-11-27T16:00",
            "effort": 120,
            "locale": "de",
        },
    ),
    (
        "@pat Llamar al banco mañana a las 12:00",
        {"people": ["pat"], "outcome": "Llamar al banco", "due": "2026-11-26T12:00", "locale": "es"},
    ),
    (
        "@gil Revisar el contrato para el viernes, unas 2 horas",
        {"people": ["gil"], "outcome": "Revisar el contrato", "due": "2026-11-27T17:00", "effort": 120, "locale": "es"},
    ),
    # Recurring
    (
        "@gil Post the sales numbers every Monday 9am",
        {
            "people": ["gil"],
            "outcome": "Post the sales numbers",
            "repeats": "FREQ=WEEKLY;BYDAY=MO",
            "repeats_at": "09:00",
        },
    ),
    (
        "@ana Send the newsletter every other Tuesday 9am ~1h",
        {
            "people": ["ana"],
            "outcome": "Send the newsletter",
            "effort": 60,
            "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            "repeats_at": "09:00",
        },
    ),
    (
        "@pat Reconcile the cards last Friday of the month",
        {"people": ["pat"], "outcome": "Reconcile the cards", "repeats": "FREQ=MONTHLY;BYDAY=-1FR"},
    ),
    (
        "@ben check the support inbox each weekday 9am, 30m",
        {
            "people": ["ben"],
            "outcome": "check the support inbox",
            "effort": 30,
            "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "repeats_at": "09:00",
        },
    ),
    (
        "@gil Back up the drive every 2 weeks on Mon and Thu",
        {"people": ["gil"], "outcome": "Back up the drive", "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"},
    ),
    (
        "@pat File the sales tax quarterly on the 15th",
        {"people": ["pat"], "outcome": "File the sales tax", "repeats": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"},
    ),
    (
        "@ben Clean the staging data, again 2 days after done",
        {"people": ["ben"], "outcome": "Clean the staging data", "repeats": "DONE+2D"},
    ),
    (
        "@ana Answer comments daily except Fri",
        {"people": ["ana"], "outcome": "Answer comments", "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU"},
    ),
    (
        "every day at 18:00 @gil lock the shop gate",
        {"people": ["gil"], "outcome": "lock the shop gate", "repeats": "FREQ=DAILY", "repeats_at": "18:00"},
    ),
    (
        "@pat Pay the cleaners on the 1st of every month",
        {"people": ["pat"], "outcome": "Pay the cleaners", "repeats": "FREQ=MONTHLY;BYMONTHDAY=1"},
    ),
    (
        "@olivia Review the pipeline on Mondays and Thursdays at 8:30am",
        {
            "people": ["olivia"],
            "outcome": "Review the pipeline",
            "repeats": "FREQ=WEEKLY;BYDAY=MO,TH",
            "repeats_at": "08:30",
        },
    ),
    (
        "@gil Invoice the retainers on the 1st and 15th of each month",
        {"people": ["gil"], "outcome": "Invoice the retainers", "repeats": "FREQ=MONTHLY;BYMONTHDAY=1,15"},
    ),
    (
        "@ben Rotate the API keys every 3 months on the 1st",
        {"people": ["ben"], "outcome": "Rotate the API keys", "repeats": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1"},
    ),
    (
        "@pat Renew the insurance every year on 5 March",
        {"people": ["pat"], "outcome": "Renew the insurance", "repeats": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5"},
    ),
    (
        "anyone water the ferns every 3 days",
        {"people": ["anyone"], "outcome": "water the ferns", "repeats": "FREQ=DAILY;INTERVAL=3"},
    ),
    (
        "@gil Close the books on the last day of every month at 4pm, playbook: Month end",
        {
            "people": ["gil"],
            "outcome": "Close the books",
            "repeats": "FREQ=MONTHLY;BYMONTHDAY=-1",
            "repeats_at": "16:00",
            "playbook": "Month end",
        },
    ),
    (
        "@ana Collect the wins every Friday 3pm starting 4 Dec, done when: list is in #wins",
        {
            "people": ["ana"],
            "outcome": "Collect the wins",
            "due": "2026-12-04T15:00",
            "repeats": "FREQ=WEEKLY;BYDAY=FR",
            "repeats_at": "15:00",
            "done_when": "list is in #wins",
        },
    ),
    (
        "@pat Order stationery fortnightly on Fridays",
        {
            "people": ["pat"],
            "outcome": "Order stationery",
            "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
            "locale": "en_GB",
        },
    ),
    (
        "@ben Kasse zählen jeden Montag um 9 Uhr",
        {
            "people": ["ben"],
            "outcome": "Kasse zählen",
            "repeats": "FREQ=WEEKLY;BYDAY=MO",
            "repeats_at": "09:00",
            "locale": "de",
        },
    ),
    (
        "@gil Enviar el resumen cada viernes a las 16:00",
        {
            "people": ["gil"],
            "outcome": "Enviar el resumen",
            "repeats": "FREQ=WEEKLY;BYDAY=FR",
            "repeats_at": "16:00",
            "locale": "es",
        },
    ),
    # Ask back
    ("@ana and @ben Write the launch post by Fri", {"ask": True}),
    ("@gil Ship the spare parts by 3/4", {"ask": True}),
    ("@pat Send the agenda by next Friday", {"ask": True}),
    ("@ben Call the supplier Friday or Monday", {"ask": True}),
    ("@ana Finish the mockups soon", {"ask": True}),
    ("@gil Clean the inbox by 5", {"ask": True}),
    ("@pat Pay Rosa by Friday 3 Dec", {"ask": True}),
    ("@ben Publish the changelog by 31 November", {"ask": True}),
    ("@ana Post the highlights twice a week", {"ask": True}),
    ("@ben Bald die Rechnung prüfen", {"ask": True, "locale": "de"}),
    # Messy: quotes, code, links, emoji, lists, line breaks, typos
    (
        '@ana Read "Done by Friday" and send notes by Thu',
        {"people": ["ana"], "outcome": 'Read "Done by Friday" and send notes', "due": "2026-11-26T17:00"},
    ),
    (
        "@ben Replace `deploy by 5pm` in the README by Mon",
        {"people": ["ben"], "outcome": "Replace `deploy by 5pm` in the README", "due": "2026-11-30T17:00"},
    ),
    (
        "@pat Fix the form on https://example.com/due/2026-12-03?by=fri by Tue 2pm",
        {
            "people": ["pat"],
            "outcome": "Fix the form on https://example.com/due/2026-12-03?by=fri",
            "due": "2026-12-01T14:00",
        },
    ),
    (
        "🎂 Plan Rosa's birthday cake by Fri @gil",
        {"people": ["gil"], "outcome": "🎂 Plan Rosa's birthday cake", "due": "2026-11-27T17:00"},
    ),
    (
        "@ana Write the teaser (by Fri 5pm, ~2h, !high)",
        {
            "people": ["ana"],
            "outcome": "Write the teaser",
            "due": "2026-11-27T17:00",
            "effort": 120,
            "priority": "high",
        },
    ),
    (
        "@gil\nSort last week's receipts\ndue: Mon 10:00\neffort: 2h\ndone when: every receipt has a category\nplaybook: Bookkeeping",
        {
            "people": ["gil"],
            "outcome": "Sort last week's receipts",
            "due": "2026-11-30T10:00",
            "effort": 120,
            "done_when": "every receipt has a category",
            "playbook": "Bookkeeping",
        },
    ),
    (
        "@pat - nudge the printer - by tommorow - 15m",
        {"people": ["pat"], "outcome": "nudge the printer", "due": "2026-11-26T17:00", "effort": 15},
    ),
    (
        "@BEN FIX THE CHECKOUT BY FRI 5PM.",
        {"people": ["ben"], "outcome": "FIX THE CHECKOUT", "due": "2026-11-27T17:00"},
    ),
    (
        "@ana Buy: pens, paper, ink (black); by Tuesday",
        {"people": ["ana"], "outcome": "Buy: pens, paper, ink (black)", "due": "2026-12-01T17:00"},
    ),
    (
        "@gil   Update   the  price list,,  by fri. 5 p.m. ,  ~ 30 min",
        {"people": ["gil"], "outcome": "Update the price list", "due": "2026-11-27T17:00", "effort": 30},
    ),
    (
        "@pat Review 'Ready by Monday' (the blog post) by Fri 11am",
        {"people": ["pat"], "outcome": "Review 'Ready by Monday' (the blog post)", "due": "2026-11-27T11:00"},
    ),
    (
        "@ben Ping https://status.example.org/daily every weekday at 8:00",
        {
            "people": ["ben"],
            "outcome": "Ping https://status.example.org/daily",
            "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "repeats_at": "08:00",
        },
    ),
    (
        "@ana Draft the Q1 plan by 07/12/2026; done when: Olivia has signed off; !high",
        {
            "people": ["ana"],
            "outcome": "Draft the Q1 plan",
            "due": "2026-12-07T17:00",
            "done_when": "Olivia has signed off",
            "priority": "high",
            "locale": "en_GB",
        },
    ),
    (
        "@pat dringend: Serverraum aufräumen bis morgen 12 Uhr",
        {
            "people": ["pat"],
            "outcome": "Serverraum aufräumen",
            "due": "2026-11-26T12:00",
            "priority": "high",
            "locale": "de",
        },
    ),
    (
        "@ana urgente: Traducir el folleto hasta el 3 de diciembre",
        {
            "people": ["ana"],
            "outcome": "Traducir el folleto",
            "due": "2026-12-03T17:00",
            "priority": "high",
            "locale": "es",
        },
    ),
]
