"""What others use to prove their own parts: contract suites, consensus laws, strategies, builders."""
