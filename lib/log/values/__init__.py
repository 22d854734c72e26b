"""What single cells say: days, status, channels, histories."""
