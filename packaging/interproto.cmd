@echo off
rem Starts the Interproto Workbench; builds it on first use.
setlocal
set "HOME_DIR=%~dp0.."
if not exist "%HOME_DIR%\target\interproto.jar" goto build
if not exist "%HOME_DIR%\target\classpath.txt" goto build
goto start
:build
where mvn >nul 2>nul || (echo Maven was not found: install it, it builds the workbench on first use. 1>&2 & exit /b 1)
echo Building the workbench (first use downloads its libraries; this takes a few minutes) ... 1>&2
pushd "%HOME_DIR%"
call mvn -B -q -DskipTests -Dspotless.check.skip=true %INTERPROTO_MAVEN_OPTIONS% package || (popd & exit /b 1)
popd
:start
if not defined OMP_WAIT_POLICY if not defined GOMP_SPINCOUNT set "GOMP_SPINCOUNT=10000"
set "JAVA_COMMAND=java"
if defined JAVA_HOME set "JAVA_COMMAND=%JAVA_HOME%\bin\java"
rem The class path is longer than a Windows command line may be: hand it over in a file of arguments.
set /p CLASS_PATH=<"%HOME_DIR%\target\classpath.txt"
> "%HOME_DIR%\target\java.args" echo -cp "%HOME_DIR:\=/%/target/interproto.jar;%CLASS_PATH:\=/%"
"%JAVA_COMMAND%" -XX:MaxRAMPercentage=25 -XX:+UseParallelGC -XX:Tier4BackEdgeThreshold=400000 -Xss4m -Dorg.bytedeco.javacpp.maxphysicalbytes=0 -Dorg.bytedeco.javacpp.maxbytes=0 -Dprism.lcdtext=false %INTERPROTO_JAVA_OPTIONS% "@%HOME_DIR%\target\java.args" dev.interproto.Interproto %*
exit /b %ERRORLEVEL%
