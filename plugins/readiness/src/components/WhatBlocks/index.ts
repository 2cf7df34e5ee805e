export * from './WhatBlocks';
