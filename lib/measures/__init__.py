"""What the log says: rates, funnels, curves, pace, forecasts and themes."""
