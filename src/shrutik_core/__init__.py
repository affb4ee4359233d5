"""The domain of Shrutik: voices become clips, clips agreed text, agreed text datasets. No I/O."""
