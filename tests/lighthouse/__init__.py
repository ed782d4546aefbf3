"""What Lighthouse says of the site: `make lighthouse`."""
