@echo off
rem Double-click: sets Detour up the first time, then opens it in the browser.
cd /d "%~dp0"
set "python=py -3"
%python% --version >nul 2>nul || set "python=python"
%python% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul || (
    echo Detour needs Python 3.11 or newer: install it from https://www.python.org/downloads/ and start again.
    pause
    exit /b 1
)
fc /b requirements.txt .venv\installed.txt >nul 2>nul && goto start
echo Setting Detour up. This takes a minute or two, once.
if not exist .venv\Scripts\python.exe %python% -m venv .venv || goto failed
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check -r requirements.txt || goto failed
copy /y requirements.txt .venv\installed.txt >nul
:start
.venv\Scripts\python launch.py %*
exit /b %errorlevel%
:failed
echo Detour could not be set up: the lines above say why. An internet connection is needed the first time.
pause
exit /b 1
