"""What is stored and who may change it: Django apps, low to high as `.importlinter` lists them."""
