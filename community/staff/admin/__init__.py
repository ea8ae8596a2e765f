"""The operator's and administrators' pages: accounts, boards, settings, jobs and the style page."""
