"""Events: what happens that programs wait for and people are told of, under names that stay."""
