# Detour for others, in a container: docs/running-for-others.md.
#   docker build --tag detour . && docker run --publish 127.0.0.1:8501:8501 detour
FROM python:3.13-slim
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY app.py launch.py ./
COPY .streamlit ./.streamlit
COPY lib ./lib
COPY pages ./pages
COPY script ./script
COPY sample_data ./sample_data
# The help that the app shows.
COPY docs/guide.md docs/faq.md docs/reading.md docs/how-it-ranks.md docs/measures.md docs/security.md ./docs/
RUN python -m compileall -q lib pages script && useradd --create-home --uid 1000 detour
USER detour
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8501/_stcore/health', timeout=4)"]
CMD ["python", "launch.py", "--server.address", "0.0.0.0", "--server.port", "8501", "--server.headless", "true"]
