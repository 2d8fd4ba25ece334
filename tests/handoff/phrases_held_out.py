"""One hundred lines people type after /delegate, for measuring the parser: never tuned on.

Spoken on Wednesday 25 November 2026, 10:00 in New York by Olivia (9:00-17:00, Monday to Friday, US holidays).
A row is the line and what a careful assistant understands; a missing key means the line does not say it.
"""

# ruff: noqa: E501

PHRASES: list[tuple[str, dict[str, object]]] = [
    # One-offs
    (
        "@pat Photograph the twelve new soap bars by Mon 2pm ~2h done when: white background, 3 angles each",
        {
            "people": ["pat"],
            "outcome": "Photograph the twelve new soap bars",
            "due": "2026-11-30T14:00",
            "effort": 120,
            "done_when": "white background, 3 angles each",
        },
    ),
    (
        "@gil relist the sold out mugs by thurs",
        {"people": ["gil"], "outcome": "relist the sold out mugs", "due": "2026-11-26T17:00"},
    ),
    (
        "pls @ana answer the wholesale enquiry from Lyon, due tues",
        {"people": ["ana"], "outcome": "answer the wholesale enquiry from Lyon", "due": "2026-12-01T17:00"},
    ),
    (
        "anybody: sign for the pallet before 1pm",
        {"people": ["anyone"], "outcome": "sign for the pallet", "due": "2026-11-25T13:00"},
    ),
    (
        "@pat or @olivia: Cost out the gift sets until 10 Dec",
        {"people": ["pat", "olivia"], "outcome": "Cost out the gift sets", "due": "2026-12-10T17:00"},
    ),
    (
        "Turn on vacation mode on 19 Dec, @ben, !high",
        {"people": ["ben"], "outcome": "Turn on vacation mode", "due": "2026-12-19T17:00", "priority": "high"},
    ),
    (
        "@ana Gather the size charts within 2 business days, please",
        {"people": ["ana"], "outcome": "Gather the size charts", "due": "2026-11-30T17:00"},
    ),
    (
        "@olivia pick the Valentine's range by the end of next week, thanks",
        {"people": ["olivia"], "outcome": "pick the Valentine's range", "due": "2026-12-04T17:00"},
    ),
    (
        "@ben top priority: get Apple Pay working again by 11:30 am",
        {"people": ["ben"], "outcome": "get Apple Pay working again", "due": "2026-11-25T11:30", "priority": "high"},
    ),
    (
        "Look up the customs codes, half a day, before Tue noon — @gil",
        {"people": ["gil"], "outcome": "Look up the customs codes", "due": "2026-12-01T12:00", "effort": 240},
    ),
    (
        "@pat Re-shoot the linen set; 2.5h; due Fri 2:30pm",
        {"people": ["pat"], "outcome": "Re-shoot the linen set", "due": "2026-11-27T14:30", "effort": 150},
    ),
    (
        "low prio @ana ~20m swap the avatar on our socials",
        {"people": ["ana"], "outcome": "swap the avatar on our socials", "effort": 20, "priority": "low"},
    ),
    (
        "@gil pause the Black Friday ads right away",
        {"people": ["gil"], "outcome": "pause the Black Friday ads", "priority": "high"},
    ),
    (
        "@ben Try out the gift-card flow by Thu 3 Dec 10am. Done when: a 1-dollar card was bought and redeemed",
        {
            "people": ["ben"],
            "outcome": "Try out the gift-card flow",
            "due": "2026-12-03T10:00",
            "done_when": "a 1-dollar card was bought and redeemed",
        },
    ),
    (
        "Welcome the new stockist, playbook: Wholesale onboarding, @pat",
        {"people": ["pat"], "outcome": "Welcome the new stockist", "playbook": "Wholesale onboarding"},
    ),
    (
        "before Monday 9:30, @olivia, okay the mock-ups for the tote",
        {"people": ["olivia"], "outcome": "okay the mock-ups for the tote", "due": "2026-11-30T09:30"},
    ),
    (
        "tomorrow by 11am @ana give Kim the dye recipes",
        {"people": ["ana"], "outcome": "give Kim the dye recipes", "due": "2026-11-26T11:00"},
    ),
    ("Downgrade our Canva plan today", {"outcome": "Downgrade our Canva plan", "due": "2026-11-25T17:00"}),
    (
        "@ben Write back to ana@candles.example about the lost ring by close of business Tuesday",
        {
            "people": ["ben"],
            "outcome": "Write back to ana@candles.example about the lost ring",
            "due": "2026-12-01T17:00",
        },
    ),
    (
        "@ben by EOD: mark order #20417 as shipped",
        {"people": ["ben"], "outcome": "mark order #20417 as shipped", "due": "2026-11-25T17:00"},
    ),
    (
        "@pat put the clearance items on sale by end of the week, two hours",
        {"people": ["pat"], "outcome": "put the clearance items on sale", "due": "2026-11-27T17:00", "effort": 120},
    ),
    (
        "@ana Phone the podcast host in 45 minutes",
        {"people": ["ana"], "outcome": "Phone the podcast host", "due": "2026-11-25T10:45"},
    ),
    (
        "@gil Top up the Etsy ad budget by the 28th",
        {"people": ["gil"], "outcome": "Top up the Etsy ad budget", "due": "2026-11-28T17:00"},
    ),
    (
        "@olivia Negotiate the freight rate by Dec 9th; done when we have it in writing",
        {
            "people": ["olivia"],
            "outcome": "Negotiate the freight rate",
            "due": "2026-12-09T17:00",
            "done_when": "we have it in writing",
        },
    ),
    (
        "@ben Point the domain at the new host on 2026-12-06 at 07:15",
        {"people": ["ben"], "outcome": "Point the domain at the new host", "due": "2026-12-06T07:15"},
    ),
    (
        "Hand our W-9 to the marketplace by 12/31, @pat",
        {"people": ["pat"], "outcome": "Hand our W-9 to the marketplace", "due": "2026-12-31T17:00"},
    ),
    (
        "anyone, wipe down the light box, 15 minutes",
        {"people": ["anyone"], "outcome": "wipe down the light box", "effort": 15},
    ),
    (
        "whoever: host the Instagram live on Friday at 1pm",
        {"people": ["anyone"], "outcome": "host the Instagram live", "due": "2026-11-27T13:00"},
    ),
    (
        "@ben to wire the weaver her 30% by next Monday",
        {"people": ["ben"], "outcome": "wire the weaver her 30%", "due": "2026-11-30T17:00"},
    ),
    (
        "@gil, Tuesday at the latest: compare fulfilment centres, approx. 3 hours",
        {"people": ["gil"], "outcome": "compare fulfilment centres", "due": "2026-12-01T17:00", "effort": 180},
    ),
    (
        "@pat Announce the restock by Fri 8pm London time",
        {"people": ["pat"], "outcome": "Announce the restock", "due": "2026-11-27T20:00", "zone": "Europe/London"},
    ),
    (
        "by Tue 10am her time @ana measure the bolts of linen",
        {"people": ["ana"], "outcome": "measure the bolts of linen", "due": "2026-12-01T10:00", "zone": "Asia/Manila"},
    ),
    (
        "@ben Rebuild the size filter, takes 4 days, by the end of December",
        {"people": ["ben"], "outcome": "Rebuild the size filter", "due": "2026-12-31T17:00", "effort": 1920},
    ),
    (
        "@gil Reorder jute twine in three weeks",
        {"people": ["gil"], "outcome": "Reorder jute twine", "due": "2026-12-16T17:00"},
    ),
    (
        "@pat an hour from now, take the sale banner down",
        {"people": ["pat"], "outcome": "take the sale banner down", "due": "2026-11-25T11:00"},
    ),
    (
        "@olivia Tell @pat and @gil where the spare keys live by Fri 9am",
        {"people": ["olivia"], "outcome": "Tell @pat and @gil where the spare keys live", "due": "2026-11-27T09:00"},
    ),
    (
        "by Wed 2 Dec @pat have the wholesale terms read by a lawyer",
        {"people": ["pat"], "outcome": "have the wholesale terms read by a lawyer", "due": "2026-12-02T17:00"},
    ),
    (
        "@ben Replace the debit card which expires on 9 Dec, no later than Mon",
        {"people": ["ben"], "outcome": "Replace the debit card which expires on 9 Dec", "due": "2026-11-30T17:00"},
    ),
    (
        "@gil redo the insert for the monthly box by 11 December ~1 day",
        {"people": ["gil"], "outcome": "redo the insert for the monthly box", "due": "2026-12-11T17:00", "effort": 480},
    ),
    (
        "@pat Triage the tickets marked urgent by Fri 11am",
        {"people": ["pat"], "outcome": "Triage the tickets marked urgent", "due": "2026-11-27T11:00"},
    ),
    (
        "@olivia Put up the notice that we are closed on Thursday",
        {"people": ["olivia"], "outcome": "Put up the notice that we are closed on Thursday"},
    ),
    (
        "@ana Upgrade the orders placed after 20 November to express",
        {"people": ["ana"], "outcome": "Upgrade the orders placed after 20 November to express"},
    ),
    (
        "@ben Trim the unboxing video to 45 seconds by Mon noon",
        {"people": ["ben"], "outcome": "Trim the unboxing video to 45 seconds", "due": "2026-11-30T12:00"},
    ),
    (
        "@gil Assemble the press kit; deadline: 7 Dec, 4pm; prio high",
        {"people": ["gil"], "outcome": "Assemble the press kit", "due": "2026-12-07T16:00", "priority": "high"},
    ),
    (
        "!low @ana within 6 business days: sort the reviews into 4 groups",
        {"people": ["ana"], "outcome": "sort the reviews into 4 groups", "due": "2026-12-04T17:00", "priority": "low"},
    ),
    (
        "someone from the team: test-brew the December blend, about 45 minutes, done when: tasting notes are in the sheet",
        {
            "people": ["anyone"],
            "outcome": "test-brew the December blend",
            "effort": 45,
            "done_when": "tasting notes are in the sheet",
        },
    ),
    (
        "@olivia Show how the candles are poured in a short clip. Two hours. By 3pm on Friday. Done when: it sits in the Reels folder",
        {
            "people": ["olivia"],
            "outcome": "Show how the candles are poured in a short clip",
            "due": "2026-11-27T15:00",
            "effort": 120,
            "done_when": "it sits in the Reels folder",
        },
    ),
    (
        "Apologise for every 1-star review by Monday next week",
        {"outcome": "Apologise for every 1-star review", "due": "2026-11-30T17:00"},
    ),
    (
        "@gil or @ana train June as a packer on Mon at 09:00 ~3h30",
        {"people": ["gil", "ana"], "outcome": "train June as a packer", "due": "2026-11-30T09:00", "effort": 210},
    ),
    (
        "@ben Badger Royal Mail about the lost parcels by 2/12",
        {
            "people": ["ben"],
            "outcome": "Badger Royal Mail about the lost parcels",
            "due": "2026-12-02T17:00",
            "locale": "en_GB",
        },
    ),
    (
        "Ring round the Christmas stockists by Monday week, @pat",
        {
            "people": ["pat"],
            "outcome": "Ring round the Christmas stockists",
            "due": "2026-12-07T17:00",
            "locale": "en_GB",
        },
    ),
    (
        "@gil bitte die Retouren verbuchen bis 8.12. um 15 Uhr",
        {"people": ["gil"], "outcome": "die Retouren verbuchen", "due": "2026-12-08T15:00", "locale": "de"},
    ),
    (
        "Etiketten nachbestellen bis Montag, ca. 30 Min., @ana",
        {
            "people": ["ana"],
            "outcome": "Etiketten nachbestellen",
            "due": "2026-11-30T17:00",
            "effort": 30,
            "locale": "de",
        },
    ),
    (
        "@ben Cambiar las fotos de portada antes del jueves 3 de diciembre a las 10:00",
        {"people": ["ben"], "outcome": "Cambiar las fotos de portada", "due": "2026-12-03T10:00", "locale": "es"},
    ),
    (
        "@olivia para pasado mañana: aprobar el catálogo, 1 hora",
        {
            "people": ["olivia"],
            "outcome": "aprobar el catálogo",
            "due": "2026-11-27T17:00",
            "effort": 60,
            "locale": "es",
        },
    ),
    # Recurring
    (
        "every Wednesday at 2pm @ana share a knitting tip in the Facebook group",
        {
            "people": ["ana"],
            "outcome": "share a knitting tip in the Facebook group",
            "repeats": "FREQ=WEEKLY;BYDAY=WE",
            "repeats_at": "14:00",
        },
    ),
    (
        "Hold the numbers call every other Monday at 11am, @olivia, 45m",
        {
            "people": ["olivia"],
            "outcome": "Hold the numbers call",
            "effort": 45,
            "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
            "repeats_at": "11:00",
        },
    ),
    (
        "@gil second Tuesday of every month: draw the giveaway winner",
        {"people": ["gil"], "outcome": "draw the giveaway winner", "repeats": "FREQ=MONTHLY;BYDAY=2TU"},
    ),
    (
        "@ben Monday to Friday at 8:30am, print the shipping labels, 40 min",
        {
            "people": ["ben"],
            "outcome": "print the shipping labels",
            "effort": 40,
            "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "repeats_at": "08:30",
        },
    ),
    (
        "@ana every Saturday and Sunday at 10am go through the Etsy messages",
        {
            "people": ["ana"],
            "outcome": "go through the Etsy messages",
            "repeats": "FREQ=WEEKLY;BYDAY=SA,SU",
            "repeats_at": "10:00",
        },
    ),
    (
        "@pat Scrub the dye pots every 4 weeks on Sat",
        {"people": ["pat"], "outcome": "Scrub the dye pots", "repeats": "FREQ=WEEKLY;INTERVAL=4;BYDAY=SA"},
    ),
    (
        "@gil every quarter on the 7th, set aside the estimated tax",
        {
            "people": ["gil"],
            "outcome": "set aside the estimated tax",
            "repeats": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=7",
        },
    ),
    (
        "@ben Oil the die cutter, again 10 days after it's done",
        {"people": ["ben"], "outcome": "Oil the die cutter", "repeats": "DONE+10D"},
    ),
    (
        "Clear the returns shelf every day except Monday, @gil",
        {"people": ["gil"], "outcome": "Clear the returns shelf", "repeats": "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA,SU"},
    ),
    (
        "@ben download the sales CSV every evening at 6:15pm",
        {"people": ["ben"], "outcome": "download the sales CSV", "repeats": "FREQ=DAILY", "repeats_at": "18:15"},
    ),
    (
        "@ana every Mon, Wed & Fri at 12:30pm - schedule the pins",
        {
            "people": ["ana"],
            "outcome": "schedule the pins",
            "repeats": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
            "repeats_at": "12:30",
        },
    ),
    (
        "on the 5th and 20th of each month @pat transfer the royalties",
        {"people": ["pat"], "outcome": "transfer the royalties", "repeats": "FREQ=MONTHLY;BYMONTHDAY=5,20"},
    ),
    (
        "@ben Question our app subscriptions every 2 months on the 28th",
        {
            "people": ["ben"],
            "outcome": "Question our app subscriptions",
            "repeats": "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28",
        },
    ),
    (
        "@olivia Extend the resale certificate every year on June 30",
        {
            "people": ["olivia"],
            "outcome": "Extend the resale certificate",
            "repeats": "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30",
        },
    ),
    (
        "anyone: stir the indigo vat every 4 days",
        {"people": ["anyone"], "outcome": "stir the indigo vat", "repeats": "FREQ=DAILY;INTERVAL=4"},
    ),
    (
        "@gil on the last day of each month at 3pm match Stripe payouts to the bank, playbook: Payout check",
        {
            "people": ["gil"],
            "outcome": "match Stripe payouts to the bank",
            "repeats": "FREQ=MONTHLY;BYMONTHDAY=-1",
            "repeats_at": "15:00",
            "playbook": "Payout check",
        },
    ),
    (
        "@ana Compose the members' letter every Thursday at 9:30am, starting 10 Dec, done when: it is queued in Kit",
        {
            "people": ["ana"],
            "outcome": "Compose the members' letter",
            "due": "2026-12-10T09:30",
            "repeats": "FREQ=WEEKLY;BYDAY=TH",
            "repeats_at": "09:30",
            "done_when": "it is queued in Kit",
        },
    ),
    (
        "@ben every fortnight on Monday at 4pm, drop the trade orders at the depot",
        {
            "people": ["ben"],
            "outcome": "drop the trade orders at the depot",
            "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
            "repeats_at": "16:00",
            "locale": "en_GB",
        },
    ),
    (
        "Pakete abgeben jeden Mittwoch und Freitag um 16 Uhr, @pat",
        {
            "people": ["pat"],
            "outcome": "Pakete abgeben",
            "repeats": "FREQ=WEEKLY;BYDAY=WE,FR",
            "repeats_at": "16:00",
            "locale": "de",
        },
    ),
    (
        "@gil Cobrar las suscripciones el día 1 de cada mes",
        {
            "people": ["gil"],
            "outcome": "Cobrar las suscripciones",
            "repeats": "FREQ=MONTHLY;BYMONTHDAY=1",
            "locale": "es",
        },
    ),
    # Ask back
    ("Put together the care guide by 8 Dec, @ana and @pat", {"ask": True}),
    ("@ben Open the waitlist on 10/12", {"ask": True}),
    ("Thank the reviewers by next Thursday, @gil", {"ask": True}),
    ("@gil get back to the florist shortly", {"ask": True}),
    ("@olivia work through the feedback over the next few days", {"ask": True}),
    ("@pat hand the boxes over to UPS by 7 tomorrow", {"ask": True}),
    ("due Tuesday 3 December: @ana list the advent bundles", {"ask": True}),
    ("@olivia Protect our trademark by June 31st", {"ask": True}),
    ("@ben Ship the yarn club bi-monthly", {"ask": True}),
    ("@gil Recoger las telas el lunes o el martes", {"ask": True, "locale": "es"}),
    # Messy: quotes, code, links, emoji, lists, line breaks, typos
    (
        "@ben Change the banner from “Ends Sunday” to “Ends Monday 9am” by Fri 6pm",
        {
            "people": ["ben"],
            "outcome": "Change the banner from “Ends Sunday” to “Ends Monday 9am”",
            "due": "2026-11-27T18:00",
        },
    ),
    (
        "@ana In the mail template, swap `by tomorrow` for `{ship_date}`, due Tue",
        {
            "people": ["ana"],
            "outcome": "In the mail template, swap `by tomorrow` for `{ship_date}`",
            "due": "2026-12-01T17:00",
        },
    ),
    (
        "Look into https://shop.example.com/orders?due=mon&by=2026-12-01 before Fri 11am, @gil",
        {
            "people": ["gil"],
            "outcome": "Look into https://shop.example.com/orders?due=mon&by=2026-12-01",
            "due": "2026-11-27T11:00",
        },
    ),
    (
        "@pat 🎁 Wrap the raffle hamper, by Mon 1pm",
        {"people": ["pat"], "outcome": "🎁 Wrap the raffle hamper", "due": "2026-11-30T13:00"},
    ),
    (
        "@ben Repair the coupon WINTER20 [by Fri noon, 30 min, !high]",
        {
            "people": ["ben"],
            "outcome": "Repair the coupon WINTER20",
            "due": "2026-11-27T12:00",
            "effort": 30,
            "priority": "high",
        },
    ),
    (
        "Write up Tuesday's stock loss\n@olivia\ndue Mon 13:00\n~1h30\ndone when: cause, cost and fix are noted\nplaybook: Shrinkage",
        {
            "people": ["olivia"],
            "outcome": "Write up Tuesday's stock loss",
            "due": "2026-11-30T13:00",
            "effort": 90,
            "done_when": "cause, cost and fix are noted",
            "playbook": "Shrinkage",
        },
    ),
    (
        "@ana – retouch the cover – 50m – by Teusday",
        {"people": ["ana"], "outcome": "retouch the cover", "due": "2026-12-01T17:00", "effort": 50},
    ),
    (
        "@OLIVIA CONFIRM THE AD SPEND BY TUE 10:30AM!!",
        {"people": ["olivia"], "outcome": "CONFIRM THE AD SPEND", "due": "2026-12-01T10:30"},
    ),
    (
        "@gil Pack: two easels, price tags, float (cash); due Thu 3 Dec 8am",
        {"people": ["gil"], "outcome": "Pack: two easels, price tags, float (cash)", "due": "2026-12-03T08:00"},
    ),
    (
        "@pat ,  reprint  the   wash   cards ,,  ~ 25 min ,  by mon. 3 p.m. !",
        {"people": ["pat"], "outcome": "reprint the wash cards", "due": "2026-11-30T15:00", "effort": 25},
    ),
    (
        "By Mon 4pm: rethink 'Gone by Saturday' (the subject line), @ana",
        {"people": ["ana"], "outcome": "rethink 'Gone by Saturday' (the subject line)", "due": "2026-11-30T16:00"},
    ),
    (
        "@ben on the 1st of every month at 9am open https://stats.example.org/weekly and save the PDF",
        {
            "people": ["ben"],
            "outcome": "open https://stats.example.org/weekly and save the PDF",
            "repeats": "FREQ=MONTHLY;BYMONTHDAY=1",
            "repeats_at": "09:00",
        },
    ),
    (
        "@gil Release the flyer for print — by 08/12/2026 2pm — done when: the printer has the go-ahead",
        {
            "people": ["gil"],
            "outcome": "Release the flyer for print",
            "due": "2026-12-08T14:00",
            "done_when": "the printer has the go-ahead",
            "locale": "en_GB",
        },
    ),
    (
        "@ben eilig: Zahlungslink reparieren bis heute 15 Uhr!",
        {
            "people": ["ben"],
            "outcome": "Zahlungslink reparieren",
            "due": "2026-11-25T15:00",
            "priority": "high",
            "locale": "de",
        },
    ),
    (
        "¡URGENTE! @pat Reimprimir las etiquetas hasta el 2 de diciembre, gracias",
        {
            "people": ["pat"],
            "outcome": "Reimprimir las etiquetas",
            "due": "2026-12-02T17:00",
            "priority": "high",
            "locale": "es",
        },
    ),
]
