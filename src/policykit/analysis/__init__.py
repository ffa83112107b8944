"""What rules mean together: two versions or councils compared by their rules, and one policy analysed by itself."""
