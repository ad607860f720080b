# Saksama as an image: the run-time lock, the project as a wheel, and the fonts and
# libraries that draw PDFs. No compiler, no tests, no root.

FROM python:3.13-slim-trixie AS base
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PYTHONUNBUFFERED=1
WORKDIR /app

# hatchling stands in the development lock, so that even the build is pinned.
FROM base AS wheel
COPY requirements-dev.lock ./
RUN python -m venv /build && /build/bin/pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
COPY . .
RUN /build/bin/pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir /wheels .

FROM base
COPY scripts/system-libs.sh requirements.lock ./
RUN sh system-libs.sh python && rm -rf /var/lib/apt/lists/*
RUN pip install --quiet --no-deps --require-hashes -r requirements.lock
COPY --from=wheel /wheels /wheels
RUN pip install --quiet --no-deps --no-index /wheels/*.whl && rm -rf /wheels && python -c 'import weasyprint'
RUN useradd --create-home --home-dir /var/lib/saksama saksama
USER saksama
WORKDIR /var/lib/saksama
VOLUME /var/lib/saksama
ENV DO_NOT_TRACK=1 \
    PREFECT_HOME=/var/lib/saksama/prefect \
    PREFECT_SERVER_ANALYTICS_ENABLED=false
ENTRYPOINT ["saksama"]
CMD ["--help"]
