"""What `baton doctor` asks the platforms: whose the tokens are, what they may do, and how far the clocks are apart."""
