"""What several kits fill in: detail pages, shot lists, the live show, price sheets, replies."""
