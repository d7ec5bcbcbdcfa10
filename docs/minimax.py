"""Prints the polynomial coefficients of Engine.Core/Lanes/Elementary: python3 docs/minimax.py (needs mpmath).

Each row is the polynomial p that minimises max |w(x)·(f(x) − p(x))| on an interval, by the Remez exchange in 40 digits.
The weight w makes the error that of the finished function, relative to its value.
"""
from mpmath import *

mp.dps = 40


def remez(f, w, degree, a, b, grid=400):
    a, b, n = mpf(a), mpf(b), degree + 2
    nodes = lambda count: [(a + b) / 2 - (b - a) / 2 * cos(pi * i / count) for i in range(count + 1)]
    xs, points = nodes(n - 1), nodes(grid)
    samples = [(x, f(x), w(x)) for x in points]
    for _ in range(12):
        rows, right = matrix(n, n), matrix(n, 1)
        for i, x in enumerate(xs):
            for j in range(degree + 1): rows[i, j] = x ** j
            rows[i, n - 1], right[i] = (-1) ** i / w(x), f(x)
        solution = lu_solve(rows, right)
        c, level = [solution[j] for j in range(degree + 1)], fabs(solution[n - 1])
        errors = [wx * (fx - polyval(c[::-1], x)) for x, fx, wx in samples]
        # One extremum of each run of equal signs; n of them are the next nodes.
        peaks = []
        for i, e in enumerate(errors):
            if not peaks or (e > 0) != (errors[peaks[-1]] > 0): peaks.append(i)
            elif fabs(e) > fabs(errors[peaks[-1]]): peaks[-1] = i
        while len(peaks) > n: peaks.pop(0 if fabs(errors[peaks[0]]) < fabs(errors[peaks[-1]]) else -1)
        worst = max(map(fabs, errors))
        if len(peaks) < n or worst < level * mpf('1.002'): break
        xs = [points[i] for i in peaks]
    return c, worst


def show(name, f, w, degree, a, b):
    c, error = remez(f, lambda x: w(x) + mpf('1e-16'), degree, a, b)
    print('%-22s %s  %s' % (name, nstr(error, 2), ' '.join('%.9g' % float(k) for k in c)))


def limit(f, at_zero, near=mpf('1e-8')):
    """f with its limit where the formula is 0/0."""
    return lambda x: f(x) if fabs(x) > near else at_zero


half = log(2) / 2 * mpf('1.0001')
q_exp = limit(lambda r: (expm1(r) - r) / r ** 2, mpf(1) / 2)
show('exp', q_exp, lambda r: r * r / exp(r), 4, -half, half)
show('expm1', q_exp, lambda r: fabs(r * r / expm1(r)) if r else 0, 4, -half, half)
show('log', limit(lambda f: (log1p(f) - f + f * f / 2) / f ** 3, mpf(1) / 3, mpf('1e-6')), lambda f: fabs(f ** 3 / log1p(f)) if f else 0, 7, sqrt(mpf(2)) / 2 - 1, sqrt(mpf(2)) - 1)
show('log1p on [0, 1]', limit(lambda t: (log1p(t) - t) / t ** 2, mpf(-1) / 2), lambda t: t * t / log1p(t) if t else 0, 8, 0, 1)
show('sin', limit(lambda u: (sin(sqrt(u)) - sqrt(u)) / sqrt(u) ** 3, mpf(-1) / 6, mpf('1e-10')), lambda u: sqrt(u) ** 3 / sin(sqrt(u)) if u else 0, 3, 0, (pi / 2 * mpf('1.0002')) ** 2)
show('sin pi r', limit(lambda u: sin(pi * sqrt(u)) / sqrt(u), pi, mpf('1e-20')), lambda u: sqrt(u) / sin(pi * sqrt(u)) if u else 1 / pi, 4, 0, mpf(1) / 4)
series = limit(lambda u: erf(sqrt(u)) / sqrt(u) - 1, 2 / sqrt(pi) - 1, mpf('1e-20'))
show('erf, small', series, lambda u: 1 / (1 + series(u)), 5, 0, mpf('0.85') ** 2)
show('-ln erfc', lambda t: -log(erfc(t)), lambda t: erfc(t) / erf(t), 6, mpf('0.85'), mpf('3.93'))
t_of = lambda q: 2 * (1 + q) / (1 - q)
g = lambda q: exp(t_of(q) ** 2) * erfc(t_of(q)) * (1 + 2 * t_of(q))
show('erfc', g, lambda q: 1 / g(q), 9, -1, mpf('8.1') / mpf('12.1'))
near_one = limit(lambda z: loggamma(1 + z) / z, -euler, mpf('1e-15'))
show('lgamma(1 + z)/z', near_one, lambda z: 1 / fabs(near_one(z)), 11, -0.35, 0.65)
near_two = limit(lambda z: loggamma(2 + z) / z, 1 - euler, mpf('1e-15'))
show('lgamma(2 + z)/z', near_two, lambda z: 1 / fabs(near_two(z)), 9, -0.5, 1)
stirling = lambda x: (loggamma(x) - (x - 0.5) * log(x) + x - log(2 * pi) / 2) * x
show('Stirling', limit(lambda u: stirling(1 / sqrt(u)), mpf(1) / 12, mpf('1e-14')), lambda u: sqrt(u) / loggamma(1 / sqrt(u)) if u else 0, 2, 0, mpf(1) / 9)
zero = findroot(lambda x: psi(0, x), 1.4616) - 1
near_zero = lambda z: psi(0, 1 + z) / (z - zero)
show('digamma(1 + z)', near_zero, lambda z: 1 / near_zero(z), 10, 0, 1)
tail = lambda x: (log(x) - 1 / (2 * x) - psi(0, x)) * x * x
show('digamma, large', limit(lambda u: tail(1 / sqrt(u)), mpf(1) / 12, mpf('1e-14')), lambda u: u / fabs(psi(0, 1 / sqrt(u))) if u else 0, 3, 0, mpf(1) / 4)
show('trigamma(3/2 + w)', lambda w: psi(1, 1.5 + w), lambda w: 1 / psi(1, 1.5 + w), 11, -0.5, 0.5)
tail1 = lambda x: (psi(1, x) - 1 / x - 1 / (2 * x * x)) * x ** 3
show('trigamma, large', limit(lambda u: tail1(1 / sqrt(u)), mpf(1) / 6, mpf('1e-14')), lambda u: sqrt(u) ** 3 / psi(1, 1 / sqrt(u)) if u else 0, 4, 0, mpf(1) / 4)
s_cubed = limit(lambda u: (2 * atanh(sqrt(u)) - 2 * sqrt(u)) / sqrt(u) ** 3 / log(2), 2 / (3 * log(2)), mpf('1e-12'))
show('log2 of pow', s_cubed, lambda u: u / (s_cubed(u) * u + 2 / log(2)), 2, 0, (mpf('0.2247449') / mpf('2.2247449') * mpf('1.0001')) ** 2)
show('2^r', limit(lambda r: (mpf(2) ** r - 1) / r, log(2), mpf('1e-15')), lambda r: fabs(r) / 2 ** r, 5, -0.5, 0.5)
