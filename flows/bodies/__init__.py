"""Bodies: what kind of bytes came, and how they are unpacked."""
