"""What is collected together: a language, a licence, a consent text, and the policies that govern it all."""
