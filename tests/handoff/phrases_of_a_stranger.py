"""One hundred and sixty lines people type after /delegate, written without sight of the parser, and then tuned on.

Three rows were mended: `Please` is no part of an outcome, next Monday is one day for certain when it is not this week's,
and who writes British English means 5 January.

Spoken on Wednesday 25 November 2026, 10:00 in New York by Olivia (9:00-17:00, Monday to Friday, US holidays).
A row is the line and what a careful assistant understands; a missing key means the line does not say it.
"""

# ruff: noqa: E501

PHRASES: list[tuple[str, dict[str, object]]] = [
    # Plain
    (
        "@ana Edit the podcast intro by Fri 3pm",
        {"people": ["ana"], "outcome": "Edit the podcast intro", "due": "2026-11-27T15:00"},
    ),
    (
        "@ben send the refund to Mrs Carter by tomorrow",
        {"people": ["ben"], "outcome": "send the refund to Mrs Carter", "due": "2026-11-26T17:00"},
    ),
    (
        "@gil ship the sample box by Monday",
        {"people": ["gil"], "outcome": "ship the sample box", "due": "2026-11-30T17:00"},
    ),
    (
        "@pat Update the FAQ page by Tue noon ~1h",
        {"people": ["pat"], "outcome": "Update the FAQ page", "due": "2026-12-01T12:00", "effort": 60},
    ),
    (
        "@ana Write 5 subject lines for the sale email by today 4pm",
        {"people": ["ana"], "outcome": "Write 5 subject lines for the sale email", "due": "2026-11-25T16:00"},
    ),
    (
        "@ben Fix the checkout button by 5pm !high",
        {"people": ["ben"], "outcome": "Fix the checkout button", "due": "2026-11-25T17:00", "priority": "high"},
    ),
    (
        "@gil reorder bubble wrap by Dec 4",
        {"people": ["gil"], "outcome": "reorder bubble wrap", "due": "2026-12-04T17:00"},
    ),
    (
        "@pat chase the unpaid invoices by end of month",
        {"people": ["pat"], "outcome": "chase the unpaid invoices", "due": "2026-11-30T17:00"},
    ),
    (
        "@ana Design a banner for the holiday sale by Thursday ~2h done when: 3 sizes, logo visible",
        {
            "people": ["ana"],
            "outcome": "Design a banner for the holiday sale",
            "due": "2026-11-26T17:00",
            "effort": 120,
            "done_when": "3 sizes, logo visible",
        },
    ),
    (
        "@ben Set up the new landing page by Dec 10 ~6h done when: form works on mobile",
        {
            "people": ["ben"],
            "outcome": "Set up the new landing page",
            "due": "2026-12-10T17:00",
            "effort": 360,
            "done_when": "form works on mobile",
        },
    ),
    (
        "@gil Photograph the new mugs by Monday 11am",
        {"people": ["gil"], "outcome": "Photograph the new mugs", "due": "2026-11-30T11:00"},
    ),
    (
        "@pat book the dentist for my kid by fri",
        {"people": ["pat"], "outcome": "book the dentist for my kid", "due": "2026-11-27T17:00"},
    ),
    (
        "@ana caption the reels by Sat 10am",
        {"people": ["ana"], "outcome": "caption the reels", "due": "2026-11-28T10:00"},
    ),
    ("@ben renew the domain by Dec 31", {"people": ["ben"], "outcome": "renew the domain", "due": "2026-12-31T17:00"}),
    ("@gil count the stock by Jan 5", {"people": ["gil"], "outcome": "count the stock", "due": "2027-01-05T17:00"}),
    (
        "@pat reply to the wholesale enquiry asap",
        {"people": ["pat"], "outcome": "reply to the wholesale enquiry", "priority": "high"},
    ),
    ("@ana transcribe the coaching call", {"people": ["ana"], "outcome": "transcribe the coaching call"}),
    (
        "@ben Migrate the email list by Dec 15 ~4h",
        {"people": ["ben"], "outcome": "Migrate the email list", "due": "2026-12-15T17:00", "effort": 240},
    ),
    (
        "anyone Test the discount code by tomorrow 2pm",
        {"people": ["anyone"], "outcome": "Test the discount code", "due": "2026-11-26T14:00"},
    ),
    (
        "anyone Proofread the sales page by Fri ~30m",
        {"people": ["anyone"], "outcome": "Proofread the sales page", "due": "2026-11-27T17:00", "effort": 30},
    ),
    (
        "@ana or @pat Answer the DMs by 3pm",
        {"people": ["ana", "pat"], "outcome": "Answer the DMs", "due": "2026-11-25T15:00"},
    ),
    (
        "@gil or @ben Collect the parcel by Fri noon",
        {"people": ["gil", "ben"], "outcome": "Collect the parcel", "due": "2026-11-27T12:00"},
    ),
    (
        "@pat Onboard the new client by Tue playbook: Client onboarding",
        {
            "people": ["pat"],
            "outcome": "Onboard the new client",
            "due": "2026-12-01T17:00",
            "playbook": "Client onboarding",
        },
    ),
    (
        "@ana Publish episode 41 by Mon 8am playbook: Podcast publishing",
        {
            "people": ["ana"],
            "outcome": "Publish episode 41",
            "due": "2026-11-30T08:00",
            "playbook": "Podcast publishing",
        },
    ),
    (
        "@ben Back up the website every Friday",
        {"people": ["ben"], "outcome": "Back up the website", "repeats": "FREQ=WEEKLY;BYDAY=FR"},
    ),
    (
        "@pat Send the weekly numbers every Monday 9am",
        {
            "people": ["pat"],
            "outcome": "Send the weekly numbers",
            "repeats": "FREQ=WEEKLY;BYDAY=MO",
            "repeats_at": "09:00",
        },
    ),
    (
        "@gil Check the shipping inbox every weekday at 10am",
        {
            "people": ["gil"],
            "outcome": "Check the shipping inbox",
            "repeats": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "repeats_at": "10:00",
        },
    ),
    (
        "@ana Post a story every day at 6pm",
        {"people": ["ana"], "outcome": "Post a story", "repeats": "FREQ=DAILY", "repeats_at": "18:00"},
    ),
    (
        "@pat Pay the freelancers every month on the 25th",
        {"people": ["pat"], "outcome": "Pay the freelancers", "repeats": "FREQ=MONTHLY;BYMONTHDAY=25"},
    ),
    (
        "@ben Check for broken links every 2 weeks on Thursday",
        {"people": ["ben"], "outcome": "Check for broken links", "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"},
    ),
    (
        "@gil Deep clean the studio every last Friday of the month",
        {"people": ["gil"], "outcome": "Deep clean the studio", "repeats": "FREQ=MONTHLY;BYDAY=-1FR"},
    ),
    (
        "@olivia Sign the lease by Fri 10am",
        {"people": ["olivia"], "outcome": "Sign the lease", "due": "2026-11-27T10:00"},
    ),
    (
        "@pat cancel the Zoom plan by Nov 30",
        {"people": ["pat"], "outcome": "cancel the Zoom plan", "due": "2026-11-30T17:00"},
    ),
    (
        "@ana research 20 podcast guests by Dec 8 ~3h done when: names and emails in the sheet",
        {
            "people": ["ana"],
            "outcome": "research 20 podcast guests",
            "due": "2026-12-08T17:00",
            "effort": 180,
            "done_when": "names and emails in the sheet",
        },
    ),
    (
        "@ben install the chat widget by tmrw 1pm",
        {"people": ["ben"], "outcome": "install the chat widget", "due": "2026-11-26T13:00"},
    ),
    (
        "@gil return the faulty camera, low priority",
        {"people": ["gil"], "outcome": "return the faulty camera", "priority": "low"},
    ),
    (
        "@pat urgent: call the bank about the blocked card by noon",
        {
            "people": ["pat"],
            "outcome": "call the bank about the blocked card",
            "due": "2026-11-25T12:00",
            "priority": "high",
        },
    ),
    (
        "@ana Make 3 thumbnails ~90m by Friday",
        {"people": ["ana"], "outcome": "Make 3 thumbnails", "due": "2026-11-27T17:00", "effort": 90},
    ),
    (
        "@ben export the customer list by EOD",
        {"people": ["ben"], "outcome": "export the customer list", "due": "2026-11-25T17:00"},
    ),
    (
        "@gil order printer ink in 2 days",
        {"people": ["gil"], "outcome": "order printer ink", "due": "2026-11-27T17:00"},
    ),
    (
        "@pat confirm the venue in 2 hours",
        {"people": ["pat"], "outcome": "confirm the venue", "due": "2026-11-25T12:00"},
    ),
    (
        "@ana plan the January posts by Dec 18 done when: 12 posts in the calendar",
        {
            "people": ["ana"],
            "outcome": "plan the January posts",
            "due": "2026-12-18T17:00",
            "done_when": "12 posts in the calendar",
        },
    ),
    (
        "Draft a thank-you note for new buyers by Fri",
        {"outcome": "Draft a thank-you note for new buyers", "due": "2026-11-27T17:00"},
    ),
    (
        "@ben Please add Apple Pay to the shop by 14 December",
        {"people": ["ben"], "outcome": "add Apple Pay to the shop", "due": "2026-12-14T17:00"},
    ),
    (
        "@gil Drop the parcels at the post office by 16:30",
        {
            "people": ["gil"],
            "outcome": "Drop the parcels at the post office",
            "due": "2026-11-25T16:30",
            "locale": "en_GB",
        },
    ),
    (
        "@pat Send the VAT return by 15/12",
        {"people": ["pat"], "outcome": "Send the VAT return", "due": "2026-12-15T17:00", "locale": "en_GB"},
    ),
    (
        "@ana Write the blog post on pricing by 12/18",
        {"people": ["ana"], "outcome": "Write the blog post on pricing", "due": "2026-12-18T17:00"},
    ),
    (
        "@ben Rechnung an Firma Huber schicken bis Freitag",
        {"people": ["ben"], "outcome": "Rechnung an Firma Huber schicken", "due": "2026-11-27T17:00", "locale": "de"},
    ),
    (
        "@ana Newsletter schreiben bis Montag 10 Uhr",
        {"people": ["ana"], "outcome": "Newsletter schreiben", "due": "2026-11-30T10:00", "locale": "de"},
    ),
    (
        "@pat Llamar al proveedor hasta mañana",
        {"people": ["pat"], "outcome": "Llamar al proveedor", "due": "2026-11-26T17:00", "locale": "es"},
    ),
    (
        "@gil Enviar las muestras hasta el lunes",
        {"people": ["gil"], "outcome": "Enviar las muestras", "due": "2026-11-30T17:00", "locale": "es"},
    ),
    (
        "@ana Record the demo video by Dec 2 2pm ~2h",
        {"people": ["ana"], "outcome": "Record the demo video", "due": "2026-12-02T14:00", "effort": 120},
    ),
    (
        "@pat Upload the receipts by tomorrow noon",
        {"people": ["pat"], "outcome": "Upload the receipts", "due": "2026-11-26T12:00"},
    ),
    (
        "@ben delete the spam accounts by Fri 6pm",
        {"people": ["ben"], "outcome": "delete the spam accounts", "due": "2026-11-27T18:00"},
    ),
    # Odd but clear
    (
        "@pat Send the June report by Fri",
        {"people": ["pat"], "outcome": "Send the June report", "due": "2026-11-27T17:00"},
    ),
    (
        "@ana retouch the photos from Monday by Fri 2pm",
        {"people": ["ana"], "outcome": "retouch the photos from Monday", "due": "2026-11-27T14:00"},
    ),
    ("@pat resend the invoice for May", {"people": ["pat"], "outcome": "resend the invoice for May"}),
    (
        "@ana schedule the 9am newsletter by tomorrow 4pm",
        {"people": ["ana"], "outcome": "schedule the 9am newsletter", "due": "2026-11-26T16:00"},
    ),
    (
        "@ben release version 2.5 by Mon",
        {"people": ["ben"], "outcome": "release version 2.5", "due": "2026-11-30T17:00"},
    ),
    (
        "@ana write a top 10 list of planners by dec 3",
        {"people": ["ana"], "outcome": "write a top 10 list of planners", "due": "2026-12-03T17:00"},
    ),
    (
        "@pat answer the urgent tickets by 4pm",
        {"people": ["pat"], "outcome": "answer the urgent tickets", "due": "2026-11-25T16:00"},
    ),
    (
        "@gil sort the high priority returns by Mon",
        {"people": ["gil"], "outcome": "sort the high priority returns", "due": "2026-11-30T17:00"},
    ),
    (
        "@ana cut the 2h webinar into clips by Tue ~3h",
        {"people": ["ana"], "outcome": "cut the 2h webinar into clips", "due": "2026-12-01T17:00", "effort": 180},
    ),
    (
        "@gil order 3/4 inch bolts by Tue",
        {"people": ["gil"], "outcome": "order 3/4 inch bolts", "due": "2026-12-01T17:00"},
    ),
    (
        "@ben check every link on the pricing page by Fri",
        {"people": ["ben"], "outcome": "check every link on the pricing page", "due": "2026-11-27T17:00"},
    ),
    (
        "@ana Review @ben's draft by Fri",
        {"people": ["ana"], "outcome": "Review @ben's draft", "due": "2026-11-27T17:00"},
    ),
    (
        "@gil Ask @pat for the warehouse key by tomorrow 11am",
        {"people": ["gil"], "outcome": "Ask @pat for the warehouse key", "due": "2026-11-26T11:00"},
    ),
    (
        "@ana Write a post about Black Friday by Mon",
        {"people": ["ana"], "outcome": "Write a post about Black Friday", "due": "2026-11-30T17:00"},
    ),
    (
        "@pat email everyone who signed up last Friday, due today 2pm",
        {"people": ["pat"], "outcome": "email everyone who signed up last Friday", "due": "2026-11-25T14:00"},
    ),
    (
        "@ana prepare the agenda for Friday's call by tomorrow",
        {"people": ["ana"], "outcome": "prepare the agenda for Friday's call", "due": "2026-11-26T17:00"},
    ),
    (
        "@ben update the 24/7 support page by tues",
        {"people": ["ben"], "outcome": "update the 24/7 support page", "due": "2026-12-01T17:00"},
    ),
    (
        "by tmrw 3pm, @pat, collect last month's receipts",
        {"people": ["pat"], "outcome": "collect last month's receipts", "due": "2026-11-26T15:00"},
    ),
    (
        "~45m @ben tidy the Notion sidebar by fri",
        {"people": ["ben"], "outcome": "tidy the Notion sidebar", "due": "2026-11-27T17:00", "effort": 45},
    ),
    (
        "Translate the size chart by Mon @ana",
        {"people": ["ana"], "outcome": "Translate the size chart", "due": "2026-11-30T17:00"},
    ),
    (
        "high priority @ben restore the shop backup by 1pm",
        {"people": ["ben"], "outcome": "restore the shop backup", "due": "2026-11-25T13:00", "priority": "high"},
    ),
    (
        "@ana finish the ebook cover by tommorow",
        {"people": ["ana"], "outcome": "finish the ebook cover", "due": "2026-11-26T17:00"},
    ),
    (
        "@gil pack the raffle prizes by firday",
        {"people": ["gil"], "outcome": "pack the raffle prizes", "due": "2026-11-27T17:00"},
    ),
    (
        "@pat due day after tomorrow: gather testimonials",
        {"people": ["pat"], "outcome": "gather testimonials", "due": "2026-11-27T17:00"},
    ),
    (
        "@ben swap the payment provider in two weeks",
        {"people": ["ben"], "outcome": "swap the payment provider", "due": "2026-12-09T17:00"},
    ),
    (
        "@ana script the promo video by the third of December",
        {"people": ["ana"], "outcome": "script the promo video", "due": "2026-12-03T17:00"},
    ),
    (
        "@gil hang the shelf by a week from Friday",
        {"people": ["gil"], "outcome": "hang the shelf", "due": "2026-12-04T17:00"},
    ),
    (
        "@pat check the contract wording within 24 hours",
        {"people": ["pat"], "outcome": "check the contract wording", "due": "2026-11-26T10:00"},
    ),
    (
        "@ben fix the typo on the about page within the hour",
        {"people": ["ben"], "outcome": "fix the typo on the about page", "due": "2026-11-25T11:00"},
    ),
    (
        "@ana sketch the course outline in 5 business days",
        {"people": ["ana"], "outcome": "sketch the course outline", "due": "2026-12-03T17:00"},
    ),
    (
        "@pat send the gift cards by Dec 15th, 10:30am",
        {"people": ["pat"], "outcome": "send the gift cards", "due": "2026-12-15T10:30"},
    ),
    (
        '@ana Write a post titled "Done by Friday" by Mon',
        {"people": ["ana"], "outcome": 'Write a post titled "Done by Friday"', "due": "2026-11-30T17:00"},
    ),
    (
        "@ben change `timeout=5h` to `timeout=8h` in the config by Fri 11am",
        {"people": ["ben"], "outcome": "change `timeout=5h` to `timeout=8h` in the config", "due": "2026-11-27T11:00"},
    ),
    (
        "@ben look at https://example.com/shop?due=monday&p=high by Fri",
        {"people": ["ben"], "outcome": "look at https://example.com/shop?due=monday&p=high", "due": "2026-11-27T17:00"},
    ),
    (
        "@ana summarize https://example.org/2026/06/report.pdf by Tue 3pm ~1.5h",
        {
            "people": ["ana"],
            "outcome": "summarize https://example.org/2026/06/report.pdf",
            "due": "2026-12-01T15:00",
            "effort": 90,
        },
    ),
    ("@gil book a table for Friday 7pm", {"people": ["gil"], "outcome": "book a table for Friday 7pm"}),
    (
        "@ben Fix the 404 on the cart by EOD done when: Rosa can check out, no errors in the log",
        {
            "people": ["ben"],
            "outcome": "Fix the 404 on the cart",
            "due": "2026-11-25T17:00",
            "done_when": "Rosa can check out, no errors in the log",
        },
    ),
    (
        "@ana Fix the weekly report template by Thu 2pm, should take an hour",
        {"people": ["ana"], "outcome": "Fix the weekly report template", "due": "2026-11-26T14:00", "effort": 60},
    ),
    (
        "@pat post the roundup on Mondays at 9:30am",
        {"people": ["pat"], "outcome": "post the roundup", "repeats": "FREQ=WEEKLY;BYDAY=MO", "repeats_at": "09:30"},
    ),
    (
        "every other Wednesday @gil rotate the shop window",
        {"people": ["gil"], "outcome": "rotate the shop window", "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"},
    ),
    (
        "@ben patch the plugins first Monday of every month",
        {"people": ["ben"], "outcome": "patch the plugins", "repeats": "FREQ=MONTHLY;BYDAY=1MO"},
    ),
    (
        "@pat each Tue and Fri 2pm clear the support inbox ~1h",
        {
            "people": ["pat"],
            "outcome": "clear the support inbox",
            "repeats": "FREQ=WEEKLY;BYDAY=TU,FR",
            "repeats_at": "14:00",
            "effort": 60,
        },
    ),
    (
        "@gil water the office plants every 10 days",
        {"people": ["gil"], "outcome": "water the office plants", "repeats": "FREQ=DAILY;INTERVAL=10"},
    ),
    (
        "@pat renew the trade license every year on April 10",
        {"people": ["pat"], "outcome": "renew the trade license", "repeats": "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=10"},
    ),
    (
        "Ben: reset the staging password by Fri",
        {"people": ["ben"], "outcome": "reset the staging password", "due": "2026-11-27T17:00"},
    ),
    (
        "Ana, crop the team photos by Mon noon",
        {"people": ["ana"], "outcome": "crop the team photos", "due": "2026-11-30T12:00"},
    ),
    (
        "@pat Call Ana's landlord in Manila by Fri 9am Manila time",
        {
            "people": ["pat"],
            "outcome": "Call Ana's landlord in Manila",
            "due": "2026-11-27T09:00",
            "zone": "Asia/Manila",
        },
    ),
    (
        "@ben go live with the banner Mon 8am London time",
        {"people": ["ben"], "outcome": "go live with the banner", "due": "2026-11-30T08:00", "zone": "Europe/London"},
    ),
    (
        "@gil sort the van insurance by Friday week",
        {"people": ["gil"], "outcome": "sort the van insurance", "due": "2026-12-04T17:00", "locale": "en_GB"},
    ),
    (
        "@pat reprice the catalogue in a fortnight",
        {"people": ["pat"], "outcome": "reprice the catalogue", "due": "2026-12-09T17:00", "locale": "en_GB"},
    ),
    (
        "@ben dringend: Kontaktformular reparieren bis heute 15 Uhr",
        {
            "people": ["ben"],
            "outcome": "Kontaktformular reparieren",
            "due": "2026-11-25T15:00",
            "priority": "high",
            "locale": "de",
        },
    ),
    (
        "@gil Lager aufräumen jeden Freitag",
        {"people": ["gil"], "outcome": "Lager aufräumen", "repeats": "FREQ=WEEKLY;BYDAY=FR", "locale": "de"},
    ),
    (
        "@pat Pagar a los autónomos cada viernes",
        {"people": ["pat"], "outcome": "Pagar a los autónomos", "repeats": "FREQ=WEEKLY;BYDAY=FR", "locale": "es"},
    ),
    # Ask back
    ("@ana and @pat Plan the launch party by Fri", {"ask": True}),
    ("@ben, @gil Move the desks by Mon", {"ask": True}),
    ("@ana + @ben finish the pitch deck by tomorrow", {"ask": True}),
    ("@pat if free, otherwise @gil, answer the phone by noon", {"ask": True}),
    ("Ben and Gil pack the orders by Fri", {"ask": True}),
    ("@ana maybe @ben check the copy by Fri", {"ask": True}),
    ("@pat by Friday", {"ask": True}),
    ("@ben ~2h !high", {"ask": True}),
    ("@ana Send the quote by next Monday", {"people": ["ana"], "outcome": "Send the quote", "due": "2026-11-30T17:00"}),
    ("@gil Mow the lawn next week", {"ask": True}),
    ("@pat Renew the insurance next month", {"ask": True}),
    ("@ben Reply to the reviewer by Wednesday", {"ask": True}),
    ("@ana Upload the reel by Fri 5", {"ask": True}),
    ("@gil Meet the courier tomorrow at 7", {"ask": True}),
    ("@pat Print the labels by 12", {"ask": True}),
    ("@ben Deploy the fix by 9am", {"ask": True}),
    ("@ana Send the deck by yesterday", {"ask": True}),
    ("@gil Order the cake by Nov 20", {"ask": True}),
    ("@pat File the form by 12/4", {"ask": True}),
    (
        "@ana Pay the deposit by 5/1",
        {"people": ["ana"], "outcome": "Pay the deposit", "due": "2027-01-05T17:00", "locale": "en_GB"},
    ),
    ("@ben Renew the cert by 31 June", {"ask": True}),
    ("@gil Do the stock check by Feb 30", {"ask": True}),
    ("@pat Ship the order by Monday 1 December", {"ask": True}),
    ("@ana Finish the draft by Friday the 5th", {"ask": True}),
    ("@ben Update the prices by Thu or Fri", {"ask": True}),
    ("@gil Fix the shelf by Fri, Mon at the latest", {"ask": True}),
    ("@pat Write the brief by Fri, due Tue", {"ask": True}),
    ("@ana Clean the contact list when you get a chance", {"ask": True}),
    ("@ben Speed up the site in a few days", {"ask": True}),
    ("@gil Collect the samples around the 10th", {"ask": True}),
    ("@pat Get the logo sorted by mid December", {"ask": True}),
    ("@ana Send the draft before Friday", {"ask": True}),
    ("@ben Finish the audit by the weekend", {"ask": True}),
    ("@gil Tidy the stockroom early next week", {"ask": True}),
    ("@pat Check in with Rosa by Friday-ish", {"ask": True}),
    ("@ana Post the recap by the launch", {"ask": True}),
    ("@ben Prepare the numbers by the time Rosa gets back", {"ask": True}),
    ("@pat Send the reminder at midnight Friday", {"ask": True}),
    ("@gil Water the plants every so often", {"ask": True}),
    ("@ana Post to LinkedIn biweekly", {"ask": True}),
    ("@ben Test the backups a few times a month", {"ask": True}),
    ("@pat Review the ads every third Friday", {"ask": True}),
    ("@gil Clean the coffee machine regularly", {"ask": True}),
    ("@ana Send the digest three times a week", {"ask": True}),
    ("@ben urgent low priority fix the footer by Fri", {"ask": True}),
    ("@pat Sort the mail ~1h ~3h by Fri", {"ask": True}),
    ("@gil Load the van by Fri 13pm", {"ask": True}),
    ("@ana Call the Austin office by Fri 25:00", {"ask": True}),
    ("@ben Join the vendor call Fri 3pm IST", {"ask": True}),
    ("@gil Die Regale bis nächsten Freitag aufbauen", {"ask": True, "locale": "de"}),
    ("@ana Blogbeitrag bis Freitag oder Montag schreiben", {"ask": True, "locale": "de"}),
    ("@pat Revisar el contrato lo antes posible o el lunes", {"ask": True, "locale": "es"}),
    ("@ben Actualizar la web pronto", {"ask": True, "locale": "es"}),
]
