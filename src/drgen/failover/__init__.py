"""Moving a platform from one region to the other, and home again.

`plan.tasks` says what there is to do, `runner.run` does it, `journal` writes down what is done before it is done, and
each component's own part is a module of `steps`. Nothing here asks Terraform for anything until the traffic has moved.
"""
