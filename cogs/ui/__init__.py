"""What the features' screens have in common: buttons and forms that survive restarts, layout, words for numbers."""
