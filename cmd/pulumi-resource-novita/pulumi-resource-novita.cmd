@echo off
node "%~dp0plugin.js" %*
if %errorlevel% equ 9009 echo The Pulumi plugin for Novita needs Node.js 20 or newer, and there is no `node` on PATH. 1>&2
exit /b %errorlevel%
