"""Dates as people write them: `fri 5pm`, `in 3 business days`, `Fri 27 Nov 17:00`. What is not certain is no date."""
