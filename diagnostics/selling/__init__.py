"""Where to sell: fees, payouts and requirements of channels, what stays of an order, and why goods fit."""
