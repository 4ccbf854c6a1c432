@echo off
rem The course tool on Windows. It does what the shell script `lab` does; see there for the reasons.
rem What a variable holds may have parentheses, such as C:\course (1): it is used inside of quotes only. `call` would expand the
rem percent signs in its arguments once more: subroutines get theirs in variables.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "tool=%root%\grading\autograder\target\lab"
set "jar=%tool%\lib\autograder.jar"

set "jdk="
if defined JAVA_HOME set "candidate=%JAVA_HOME:"=%"
if defined JAVA_HOME call :try
for /f "delims=" %%j in ('where java 2^>nul') do (
    set "candidate=%%~dpj.."
    call :try
)
if not defined jdk call :ask
for %%p in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
    if exist "%%~p" for /d %%d in ("%%~p\*") do (
        set "candidate=%%~d"
        call :try
        set "candidate=%%~d\current"
        call :try
    )
)
if not defined jdk (
    echo lab: needs a JDK 21 or newer and found none. Install one ^(for instance Temurin 25, https://adoptium.net^), or set JAVA_HOME to the one you have; a JRE, without javac, is not enough. 1>&2
    exit /b 2
)

rem What the tool is made of, and where it is.
set "made="
set "place="
set "digest=$r=$env:root; $s=[Security.Cryptography.SHA256]::Create(); function H($b) { [BitConverter]::ToString($s.ComputeHash($b)).Replace('-','') }; $l=@('pom.xml'); foreach ($m in 'labs\contracts','grading\testkit','grading\suites','grading\autograder') { $l+=$m+'\pom.xml'; $d=Join-Path $r ($m+'\src\main'); if (Test-Path -LiteralPath $d) { $l+=@(Get-ChildItem -LiteralPath $d -Recurse | Where-Object { -not $_.PSIsContainer } | ForEach-Object { $_.FullName.Substring($r.Length+1) }) } }; $t=($l | Sort-Object | ForEach-Object { $p=Join-Path $r $_; if (Test-Path -LiteralPath $p) { $_+' '+(H ([IO.File]::ReadAllBytes($p))) } }) -join ' '; (H ([Text.Encoding]::UTF8.GetBytes($t)))+' '+(H ([Text.Encoding]::UTF8.GetBytes($t+$r)))"
for /f "usebackq tokens=1,2" %%k in (`powershell -NoProfile -ExecutionPolicy Bypass -Command "%digest%"`) do (
    set "made=%%k"
    set "place=%%l"
)
if not defined place set "place=0"

set "why=first time: may take some minutes"
if not exist "%jar%" goto build
set "why=its sources have changed"
set "built="
if exist "%tool%\built" set /p "built=" <"%tool%\built"
if not defined built goto build
if not defined made goto run
if "%built%"=="%made%" goto run

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
    echo lab: another lab is building the course tool. Wait for it, then run the same command again. If none is running, remove "%lock%" 1>&2
    exit /b 2
)
echo Building the course tool (%why%) ... 1>&2
for %%m in (labs\contracts grading\testkit grading\suites grading\autograder) do (
    if exist "%root%\%%m\target\classes" rmdir /s /q "%root%\%%m\target\classes"
    if exist "%root%\%%m\target\maven-status" rmdir /s /q "%root%\%%m\target\maven-status"
)
set "JAVA_HOME=%jdk%"
pushd "%root%"
call mvn -q -pl grading/autograder -am package -Dmaven.test.skip=true >"%lock%\log" 2>&1 <nul
set "status=%errorlevel%"
popd
set "changed="
if not "%status%"=="0" for /f "delims=" %%c in ('git -C "%root%" status --porcelain -uno -- labs/contracts 2^>nul') do set "changed=yes"
if not "%status%"=="0" if not defined changed type "%lock%\log" 1>&2
rmdir /s /q "%lock%"
if defined changed (
    echo lab: labs/contracts has changed, and the course does not compile with it. Get it back: git checkout labs/contracts 1>&2
    exit /b 2
)
if not "%status%"=="0" (
    echo lab: could not build itself; what Maven said is above. 1>&2
    exit /b 2
)
if not defined made set "made=unknown"
>"%tool%\built" echo %made%

:run
set "archive=%tool%\start-%version%-%place:~0,12%.jsa"
if not exist "%archive%" (
    "%jdk%\bin\java" "-XX:ArchiveClassesAtExit=%archive%" "-Dlab.home=%root%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%jar%" warm-up >nul 2>&1 <nul
    if not exist "%archive%" type nul >"%archive%"
)
"%jdk%\bin\java" "-XX:SharedArchiveFile=%archive%" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+DisableAttachMechanism "-Dlab.archive=%archive%" -Duser.language=en -Duser.country=US -Duser.script= -Duser.variant= -Duser.extensions= -Dfile.encoding=UTF-8 -Djdk.console=java.base "-Dlab.home=%root%" -jar "%jar%" %*
exit /b %errorlevel%

rem The first JDK that is good enough is taken: a folder with bin\javac.exe whose file `release` names a version from 21 on.
:try
if defined jdk goto :eof
if not exist "%candidate%\bin\javac.exe" goto :eof
if not exist "%candidate%\release" goto :eof
set "version="
for /f "usebackq tokens=1,2 delims==" %%k in ("%candidate%\release") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
for /f "tokens=1 delims=.-+" %%m in ("%version%") do if %%m GEQ 21 for %%f in ("%candidate%") do set "jdk=%%~ff"
goto :eof

rem A shim of a version manager has to be asked where its JDK is.
:ask
set "candidate="
for /f "tokens=1,* delims==" %%a in ('java -XshowSettings:properties -version 2^>^&1 ^| findstr /c:"java.home ="') do set "candidate=%%b"
if not defined candidate goto :eof
set "candidate=%candidate:~1%"
call :try
goto :eof
