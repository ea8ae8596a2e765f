"""What other rooms use."""
