# One image for web, worker, beat and migrations; docker-compose.yml says which is which.
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
RUN /opt/venv/bin/pip install --require-hashes --requirement /tmp/base.txt

FROM python:3.13-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VAR=/srv/var \
    MEDIA_ROOT=/srv/media \
    STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /srv deel \
    && mkdir -p /srv/var /srv/media /srv/static \
    && chown deel /srv/var /srv/media
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/app
COPY . .
# Texts and static files need settings, but no secret and no server: these values
# live only in this line.
RUN export SECRET_KEY=none SITE_URL=https://build.invalid REDIS_URL=redis://build.invalid \
        DATABASE_URL=postgres://build.invalid/deel DEFAULT_FROM_EMAIL=build@build.invalid EMAIL_URL=smtp://build.invalid \
    && python manage.py messages --compile \
    && python manage.py collectstatic --noinput --verbosity 0
USER deel
VOLUME /srv/media
EXPOSE 8000
CMD ["gunicorn", "deelplatform.wsgi", "--bind=0.0.0.0:8000", "--threads=4", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-"]
