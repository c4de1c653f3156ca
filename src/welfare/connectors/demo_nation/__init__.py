"""The demo nation: a synthetic register that the demo agencies answer from. Nobody in it exists.

Every name has 測 as its second character (romanised names carry it as a suffix), every telephone number
starts with digits no exchange assigns, every national ID comes from the blocks 98 and 99 of its letter while
the register is small.
"""
