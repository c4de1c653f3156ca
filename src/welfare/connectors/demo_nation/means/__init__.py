"""What registers know of money and hardship: work, property, pensions, travels, conditions, benefits."""
