"""The allocation of a programme: which merchants get which treatments from one budget, what quotas cost, who just missed."""
