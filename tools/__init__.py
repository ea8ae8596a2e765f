"""What the workshop runs; nothing here is part of the product."""
