"""What programs read of a site: data with schemas, feeds, calendars, linked data and rules."""
