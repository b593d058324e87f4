"""Spinal anatomy as plain geometry: millimetres in, points and paths out, no colours and no axes.

Sagittal sections run (x, z): x backwards from the middle of the canal, so that anterior is on the
left, z upwards. Axial sections run (x, y) as seen from below: x to the patient's left, which is the
right side of the image, y forwards, so that anterior is on top.
"""
