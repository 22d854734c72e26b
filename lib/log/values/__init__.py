"""What single cells say: days, standing, channels, whole ways."""
