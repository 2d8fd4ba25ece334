"""Check-ins: promises to the accountability partner."""
