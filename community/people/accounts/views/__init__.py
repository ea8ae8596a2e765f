"""The pages of signing up and in, and of the account's settings."""
