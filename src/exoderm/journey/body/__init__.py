"""Outside the skin: blood and what lies beside it, the organs that take vesicles from it, lymph on its way, muscle."""
