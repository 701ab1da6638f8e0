(10d).GetType().Name
(10l).GetType().Name
(10).GetType().Name
(1.0).GetType().Name