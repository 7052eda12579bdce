"""How fast the whole is, measured from outside: `make bench`.

For each size a database of its own is filled, served by gunicorn as in production, and
asked by a second process. Beside each page stands its floor: a bare view that runs the
same SQL for the same rows and gives back as many bytes, without a template.
"""
