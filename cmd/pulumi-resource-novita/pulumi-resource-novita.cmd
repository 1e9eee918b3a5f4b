@echo off
node "%~dp0plugin.js" %*
