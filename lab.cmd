@echo off
rem The course tool on Windows. It does what the shell script `lab` does; see there for the reasons.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "tool=%root%\grading\autograder\target\lab"
set "jar=%tool%\lib\autograder.jar"

set "jdk="
if defined JAVA_HOME call :try "%JAVA_HOME%"
for /f "delims=" %%j in ('where java 2^>nul') do call :try "%%~dpj.."
for %%p in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
    if exist "%%~p" for /d %%d in ("%%~p\*") do call :try "%%~d"
)
if not defined jdk (
    echo lab: needs a JDK 21 or newer and found none. Install one ^(for instance Temurin 25, https://adoptium.net^), or set JAVA_HOME to the one you have; a JRE, without javac, is not enough. 1>&2
    exit /b 2
)

set "why=first time: may take some minutes"
if not exist "%jar%" goto build
if not exist "%tool%\built" goto build
set "why=its sources have changed"
set "newer=$ErrorActionPreference='SilentlyContinue'; $b=(Get-Item -LiteralPath (Join-Path $env:tool 'built')).LastWriteTimeUtc; $f='pom.xml'; foreach ($m in 'labs\contracts','grading\testkit','grading\suites','grading\autograder') { $f += [char]10 + $m + '\pom.xml' + [char]10 + $m + '\src\main' }; foreach ($p in $f.Split([char]10)) { $i=Get-Item -LiteralPath (Join-Path $env:root $p); if (@($i; if ($i.PSIsContainer) { Get-ChildItem -LiteralPath $i.FullName -Recurse }) | Where-Object { $_.LastWriteTimeUtc -gt $b }) { exit 1 } }"
powershell -NoProfile -ExecutionPolicy Bypass -Command "%newer%"
if not errorlevel 1 goto run

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo lab: needs Maven to build itself, and there is no mvn on the PATH. Install Maven 3.8.7 or newer ^(https://maven.apache.org^), then run the same command again. 1>&2
    exit /b 2
)
if not exist "%root%\grading\autograder\target" mkdir "%root%\grading\autograder\target"
set "lock=%root%\grading\autograder\target\lab.lock"
mkdir "%lock%" 2>nul
if errorlevel 1 (
    echo lab: another lab is building the course tool. Wait for it, then run the same command again. If none is running, remove %lock% 1>&2
    exit /b 2
)
echo Building the course tool (%why%) ... 1>&2
set "JAVA_HOME=%jdk%"
pushd "%root%"
call mvn -q -pl grading/autograder -am package -Dmaven.test.skip=true >"%lock%\log" 2>&1 <nul
set "status=%errorlevel%"
popd
if not "%status%"=="0" type "%lock%\log" 1>&2
rmdir /s /q "%lock%"
if not "%status%"=="0" (
    echo lab: could not build itself; what Maven said is above. 1>&2
    exit /b 2
)

:run
set "archive=%tool%\start-%version%.jsa"
if not exist "%archive%" (
    "%jdk%\bin\java" "-XX:ArchiveClassesAtExit=%archive%" "-Dlab.home=%root%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%jar%" warm-up >nul 2>&1 <nul
    if not exist "%archive%" type nul >"%archive%"
)
"%jdk%\bin\java" "-XX:SharedArchiveFile=%archive%" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djdk.console=java.base "-Dlab.home=%root%" -jar "%jar%" %*
exit /b %errorlevel%

rem The first JDK that is good enough is taken: a folder with bin\javac.exe whose file `release` names a version from 21 on.
:try
if defined jdk goto :eof
if not exist "%~1\bin\javac.exe" goto :eof
if not exist "%~1\release" goto :eof
set "version="
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set "version=%%~v"
for /f "tokens=1 delims=.-+" %%m in ("%version%") do if %%m GEQ 21 set "jdk=%~f1"
goto :eof
