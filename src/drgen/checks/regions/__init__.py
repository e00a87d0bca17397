"""The checks of anybody's two regions: their parameter is `regions`, an `inventory.Regions`."""
